using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>The peaks of energy of a signal, and what those have in common that look alike.</summary>
internal sealed class HeartbeatShapes
{
    // Half a shape: a QRS complex lasts some 100 ms, what the band-pass leaves of it less.
    private const double HalfShapeSeconds = 0.05;
    private const double AlignSeconds = 0.024;
    private const double EnergySeconds = 0.04;
    private const double ApartSeconds = 0.12;
    private const double LeastEnergyRatio = 2.5;
    private const int MostSeeds = 140;

    // A beat correlates better with the mean of beats than with another one.
    private const double MemberCorrelation = 0.75;
    private const int Passes = 3;

    // Jerks that happen to be alike may be more than the heartbeats among them.
    private const int MostKinds = 4;

    private readonly float[] _signal;
    private readonly double _rateHz;
    private readonly int _half;
    private readonly int _lag;
    private double[,]? _likeness;

    /// <summary>Initializes a new instance of the <see cref="HeartbeatShapes"/> class.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="rateHz">Its sampling rate in Hz.</param>
    public HeartbeatShapes(float[] signal, double rateHz)
    {
        _signal = signal;
        _rateHz = rateHz;
        _half = Math.Max(2, (int)Math.Round(HalfShapeSeconds * rateHz));
        _lag = Math.Max(1, (int)Math.Round(AlignSeconds * rateHz));
        Energy = NewEnergy(signal, Math.Max(1, (int)Math.Round(EnergySeconds * rateHz)));
        Peaks = NewPeaks(Energy, _half + _lag, (int)Math.Round(ApartSeconds * rateHz));
    }

    /// <summary>Gets the energy around every sample.</summary>
    public double[] Energy { get; }

    /// <summary>Gets the places where it is largest and rises above the usual.</summary>
    public List<int> Peaks { get; }

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
    private static List<int> NewPeaks(double[] energy, int margin, int apart)
    {
        double least = energy.Length == 0 ? double.NaN : LeastEnergyRatio * Selection.Nth([.. energy], energy.Length / 2);
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

    /// <summary>The correlation coefficient of every pair of seeds: peaks that are spread evenly over all.</summary>
    private double[,] NewLikeness()
    {
        int seeds = Math.Min(Peaks.Count, MostSeeds);
        double[,] likeness = new double[seeds, seeds];
        for (int a = 0; a < seeds; a++)
        {
            for (int b = 0; b < a; b++)
            {
                double r = ShapeMatch.Correlate(Shape(Seed(seeds, a)), Shape(Seed(seeds, b)), _lag, out _);
                (likeness[a, b], likeness[b, a]) = (r, r);
            }
        }

        return likeness;
    }

    private int Seed(int seeds, int index) => Peaks[(int)((long)index * Peaks.Count / seeds)];

    /// <summary>
    /// The mean of the shapes that look like the one that most others look like, of unit energy; where that is too fast for
    /// a QRS complex, of the next ones that do.
    /// </summary>
    public float[]? Template(double alike)
    {
        _likeness ??= NewLikeness();
        int seeds = _likeness.GetLength(0);
        bool[] isOut = new bool[seeds];
        for (int kind = 0; kind < MostKinds; kind++)
        {
            int best = Commonest(_likeness, alike, isOut);
            if (best < 0 || Mean(Seed(seeds, best), alike) is not float[] template)
            {
                return null;
            }

            if (QrsSpectrum.IsSlow(template, _rateHz))
            {
                double norm = Math.Sqrt(template.Sum(value => (double)value * value));
                return [.. template.Select(value => (float)(value / norm))];
            }

            for (int b = 0; b < seeds; b++)
            {
                isOut[b] |= b == best || _likeness[best, b] >= alike;
            }
        }

        return null;
    }

    /// <summary>The seed that most others look like of those that are not out, or −1.</summary>
    private static int Commonest(double[,] likeness, double alike, bool[] isOut)
    {
        (int best, int most) = (-1, -1);
        for (int a = 0; a < isOut.Length; a++)
        {
            if (isOut[a])
            {
                continue;
            }

            int others = 0;
            for (int b = 0; b < isOut.Length; b++)
            {
                others += likeness[a, b] >= alike ? 1 : 0;
            }

            (best, most) = others > most ? (a, others) : (best, most);
        }

        return best;
    }

    /// <summary>The mean of the shapes that look like the one at a peak, or null where they are too few.</summary>
    private float[]? Mean(int centre, double alike)
    {
        float[] template = Shape(centre).ToArray();
        for (int pass = 0; pass < Passes; pass++)
        {
            double least = pass == 0 ? alike : Math.Max(alike, MemberCorrelation);
            float[] mean = new float[template.Length];
            int members = 0;
            foreach (int peak in Peaks)
            {
                if (ShapeMatch.Correlate(template, Shape(peak), _lag, out int shift) < least)
                {
                    continue;
                }

                ReadOnlySpan<float> shape = Shape(peak + shift);
                float scale = (float)(1 / Math.Sqrt(Math.Max(ShapeMatch.Dot(shape, shape), 1e-30)));
                for (int n = 0; n < mean.Length; n++)
                {
                    mean[n] += scale * shape[n];
                }

                members++;
            }

            if (members < HeartbeatFinder.LeastBeats)
            {
                return null;
            }

            template = mean;
        }

        return template;
    }

    private ReadOnlySpan<float> Shape(int centre)
    {
        // Peaks keep their distance from the ends, shifts included.
        return _signal.AsSpan(centre - _half, (2 * _half) + 1);
    }
}
