namespace MyoclonusSignal.Benchmarks.Detection;

/// <summary>
/// The least detector: running power in three windows, each against a multiple of a floor that follows it slowly. It has
/// neither the robust floor nor the edges of the real one; it is the yardstick of its cost, not of its result.
/// </summary>
internal sealed class NaiveDetector
{
    private const double Factor = 5;
    private const double FloorShare = 1e-4;

    private readonly double[][] _squares;
    private readonly double[] _sums = new double[3];
    private readonly double[] _floors = [30, 30, 30];
    private readonly int[] _positions = new int[3];
    private bool _isAbove;

    public NaiveDetector(double scaleSeconds, double sampleRate)
    {
        int half = (int)Math.Round(scaleSeconds * sampleRate / 2);
        _squares = [new double[half], new double[2 * half], new double[4 * half]];
    }

    /// <summary>Gets how often the power has risen above the threshold.</summary>
    public int BurstCount { get; private set; }

    public void Process(ReadOnlySpan<double> input)
    {
        foreach (double sample in input)
        {
            bool isAbove = false;
            for (int w = 0; w < _squares.Length; w++)
            {
                double[] squares = _squares[w];
                int position = _positions[w];
                _sums[w] += (sample * sample) - squares[position];
                squares[position] = sample * sample;
                _positions[w] = position + 1 == squares.Length ? 0 : position + 1;
                double power = _sums[w] / squares.Length;
                isAbove |= power > Factor * _floors[w];
                _floors[w] += FloorShare * (Math.Min(power, Factor * _floors[w]) - _floors[w]);
            }

            BurstCount += isAbove && !_isAbove ? 1 : 0;
            _isAbove = isAbove;
        }
    }
}
