using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection.Published;

/// <summary>
/// Two thresholds set by a chance of a false alarm: squares of pairs of samples, and how many of them in a row of windows:
/// Bonato, D'Alessio and Knaflitz (1998), doi:10.1109/10.661154.
/// </summary>
/// <remarks>
/// The variant in use (biosignalEMG's): every sample makes a pair with the one before, where the paper takes pairs side by side and
/// whitens the signal first. Its defaults were chosen at 500 Hz; pairs of an unwhitened signal are alike, so that it is active by
/// chance far more often than the chance of one window says.
/// </remarks>
public sealed record Bonato : PublishedDetector
{
    /// <inheritdoc/>
    public override string Name => "Bonato";

    /// <summary>Gets the chance that a window of noise is called active. Default: 0.05.</summary>
    public double FalseAlarmProbability { get; init; } = 0.05;

    /// <summary>Gets the length of the window in pairs. Default: 5.</summary>
    public int WindowPairs { get; init; } = 5;

    /// <summary>Gets how many pairs of a window have to be over the first threshold. Default: 1.</summary>
    public int NeededPairs { get; init; } = 1;

    /// <summary>Gets the shortest activity and the shortest silence in seconds. Default: 0.03, the paper's.</summary>
    public double ShortestSeconds { get; init; } = 0.03;

    /// <inheritdoc/>
    internal override void Validate()
    {
        Guard.ThrowIfOutside(FalseAlarmProbability, 1e-12, 1 - 1e-12);
        Guard.ThrowIfOutside(WindowPairs, 1, 1000);
        Guard.ThrowIfOutside(NeededPairs, 1, WindowPairs);
        Guard.ThrowIfOutside(ShortestSeconds, 0.0, 10.0);
    }

    /// <inheritdoc/>
    internal override List<Segment> Find(ReadOnlySpan<double> signal, Segment rest, double sampleRate)
    {
        double power = RestStatistics.MeanSquare(signal, rest);

        // The sum of two squares of noise is over ζ with the chance exp(−ζ/2σ²).
        double threshold = -2 * power * Math.Log(PairProbability());
        double[] over = new double[signal.Length];
        int inWindow = 0;
        for (int i = 1; i < signal.Length; i++)
        {
            inWindow += IsOver(signal, i, threshold);
            inWindow -= i > WindowPairs ? IsOver(signal, i - WindowPairs, threshold) : 0;
            over[i] = inWindow;
        }

        // A window belongs to its middle.
        int ahead = WindowPairs / 2;
        over.AsSpan(Math.Min(ahead, over.Length)).CopyTo(over);
        long shortest = Samples(ShortestSeconds, sampleRate);
        return Runs.Clean(Runs.Over(over, NeededPairs - 0.5), shortest, shortest);
    }

    private static int IsOver(ReadOnlySpan<double> signal, int i, double threshold) =>
        (signal[i] * signal[i]) + (signal[i - 1] * signal[i - 1]) > threshold ? 1 : 0;

    /// <summary>The chance of one pair with which the needed number of a window comes about with the wanted chance; by bisection.</summary>
    private double PairProbability()
    {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 200; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = AtLeast(NeededPairs, WindowPairs, middle) < FalseAlarmProbability ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static double AtLeast(int needed, int count, double probability)
    {
        double under = 0;
        double coefficient = 1;
        for (int k = 0; k < needed; k++)
        {
            under += coefficient * Math.Pow(probability, k) * Math.Pow(1 - probability, count - k);
            coefficient *= (count - k) / (k + 1.0);
        }

        return 1 - under;
    }
}
