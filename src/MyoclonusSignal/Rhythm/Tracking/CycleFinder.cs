using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Rhythm;

/// <summary>Finds the cycles of a rhythm in one signal.</summary>
internal sealed class CycleFinder
{
    // di Biase et al. (2017), doi:10.1093/brain/awx104, look at f ± 2 Hz. Half of f is kept, so that slow rhythms have a band.
    private const double HalfBandHz = 2;
    private const double HighestFraction = 0.45;

    private readonly SosCoefficients _band;
    private readonly double _sampleRate;
    private readonly List<RhythmCycle> _cycles = [];
    private readonly List<double> _changes = [];

    public CycleFinder(double frequencyHz, double sampleRate)
    {
        _sampleRate = sampleRate;
        double low = Math.Max(frequencyHz - HalfBandHz, frequencyHz / 2);
        double high = Math.Min(frequencyHz + HalfBandHz, HighestFraction * sampleRate);
        _band = Butterworth.BandPass(2, low, high, sampleRate);
    }

    /// <summary>Finds the cycles of one gap-free stretch within some bouts.</summary>
    public void Add(ReadOnlySpan<double> samples, double startSeconds, IEnumerable<RhythmBout> bouts)
    {
        double[] filtered = new double[samples.Length];
        int padding = Math.Min(ZeroPhase.DefaultPadding(_band) * 4, samples.Length - 1);
        ZeroPhase.Filter(_band, samples, filtered, PaddingKind.Odd, padding);
        foreach (RhythmBout bout in bouts)
        {
            int first = Math.Max(0, (int)Math.Ceiling((bout.StartSeconds - startSeconds) * _sampleRate));
            int end = Math.Min(filtered.Length, (int)Math.Floor((bout.EndSeconds - startSeconds) * _sampleRate) + 1);
            if (end > first)
            {
                AddBout(filtered.AsSpan(first, end - first), startSeconds + (first / _sampleRate));
            }
        }
    }

    public RhythmCycles Result() => new(_cycles, _changes);

    private void AddBout(ReadOnlySpan<double> samples, double startSeconds)
    {
        double crossing = double.NaN;
        double before = double.NaN;
        double highest = double.NegativeInfinity;
        double lowest = double.PositiveInfinity;
        for (int i = 1; i < samples.Length; i++)
        {
            if (samples[i - 1] < 0 && samples[i] >= 0)
            {
                double next = startSeconds + ((i - 1 + (samples[i - 1] / (samples[i - 1] - samples[i]))) / _sampleRate);
                if (!double.IsNaN(crossing))
                {
                    double frequency = 1 / (next - crossing);
                    _cycles.Add(new RhythmCycle(crossing, frequency, (highest - lowest) / 2));
                    if (!double.IsNaN(before))
                    {
                        _changes.Add(frequency - before);
                    }

                    before = frequency;
                }

                crossing = next;
                (highest, lowest) = (double.NegativeInfinity, double.PositiveInfinity);
            }

            highest = Math.Max(highest, samples[i]);
            lowest = Math.Min(lowest, samples[i]);
        }
    }
}
