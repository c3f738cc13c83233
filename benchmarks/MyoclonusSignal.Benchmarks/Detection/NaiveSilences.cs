namespace MyoclonusSignal.Benchmarks.Detection;

/// <summary>
/// The least search for silences: a running power over 20 ms below a tenth of a slow mean, counted where it lasts 50 ms. It is
/// the yardstick of the detector's cost, not of its result.
/// </summary>
internal sealed class NaiveSilences
{
    private const double Fraction = 0.1;
    private const double LevelShare = 1e-3;

    private readonly double[] _squares;
    private readonly int _leastSamples;
    private double _sum;
    private double _level = 1;
    private int _position;
    private int _low;

    public NaiveSilences(double sampleRate)
    {
        _squares = new double[(int)Math.Round(0.02 * sampleRate)];
        _leastSamples = (int)Math.Round(0.05 * sampleRate);
    }

    /// <summary>Gets how many silences have lasted long enough.</summary>
    public int SilenceCount { get; private set; }

    public void Process(ReadOnlySpan<double> input)
    {
        foreach (double sample in input)
        {
            _sum += (sample * sample) - _squares[_position];
            _squares[_position] = sample * sample;
            _position = _position + 1 == _squares.Length ? 0 : _position + 1;
            double power = _sum / _squares.Length;
            _level += LevelShare * (power - _level);
            _low = power < Fraction * _level ? _low + 1 : 0;
            SilenceCount += _low == _leastSamples ? 1 : 0;
        }
    }
}
