using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>What may be heartbeats in a signal: its peaks of energy, and wherever in it a template stands.</summary>
internal sealed class SignalShapes : HeartbeatShapes
{
    /// <summary>Over how many seconds energy is summed: what the band-pass leaves of a QRS complex.</summary>
    public const double EnergySeconds = 0.04;

    private const double ApartSeconds = 0.12;
    private const double LeastEnergyRatio = 2.5;

    private readonly float[] _signal;
    private readonly double[] _energy;
    private readonly HeartbeatCandidate[] _peaks;

    /// <summary>Initializes a new instance of the <see cref="SignalShapes"/> class.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="rateHz">Its sampling rate in Hz.</param>
    public SignalShapes(float[] signal, double rateHz)
        : base(rateHz)
    {
        _signal = signal;
        _energy = NewEnergy(signal, Math.Max(1, (int)Math.Round(EnergySeconds * rateHz)));
        _peaks = [.. Largest(_energy, Half + Lag, (int)Math.Round(ApartSeconds * rateHz)).Select(at => new HeartbeatCandidate(at, at, _energy[at]))];
    }

    /// <summary>Gets the energy around every sample.</summary>
    public ReadOnlySpan<double> Energy => _energy;

    /// <summary>Gets the places where it is largest and rises above the usual.</summary>
    public override IReadOnlyList<HeartbeatCandidate> Peaks => _peaks;

    /// <inheritdoc/>
    public override double End => _signal.Length;

    /// <inheritdoc/>
    public override List<HeartbeatCandidate> Match(float[] template, double leastCorrelation)
    {
        var match = new MatchedFilter(_signal, template);
        return [.. match.Peaks(leastCorrelation).Select(at => new HeartbeatCandidate(at, at, _energy[at], match.Height(at), match.Correlation(at)))];
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<float> Shape(int peak, int shift)
    {
        // Peaks keep their distance from the ends, shifts included.
        return _signal.AsSpan(_peaks[peak].Index + shift - Half, (2 * Half) + 1);
    }

    private static double[] NewEnergy(float[] signal, int window)
    {
        double[] energy = new double[signal.Length];
        double sum = 0;
        for (int i = 0; i < signal.Length + (window / 2); i++)
        {
            sum += i < signal.Length ? (double)signal[i] * signal[i] : 0;
            sum -= i >= window && i - window < signal.Length ? (double)signal[i - window] * signal[i - window] : 0;
            if (i >= window / 2)
            {
                energy[i - (window / 2)] = sum;
            }
        }

        return energy;
    }

    /// <summary>The largest energies within so many samples to either side, where they rise above the usual.</summary>
    private static List<int> Largest(double[] energy, int margin, int apart)
    {
        double least = energy.Length == 0 ? double.NaN : LeastEnergyRatio * Selection.UpperMedian(energy);
        List<int> peaks = [];
        for (int i = margin; i < energy.Length - margin; i++)
        {
            if (energy[i] <= least || energy[i] < energy[i - 1] || energy[i] < energy[i + 1])
            {
                continue;
            }

            if (peaks.Count == 0 || i - peaks[^1] >= apart)
            {
                peaks.Add(i);
            }
            else if (energy[i] > energy[peaks[^1]])
            {
                peaks[^1] = i;
            }
        }

        return peaks;
    }
}
