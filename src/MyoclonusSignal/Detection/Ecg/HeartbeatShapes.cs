namespace MyoclonusSignal.Detection;

/// <summary>What may be heartbeats, and what those have in common that look alike; of a signal or of a detector's bursts.</summary>
/// <remarks>Whatever shows them, the same lengths and the same levels of likeness are asked of it.</remarks>
internal abstract class HeartbeatShapes
{
    /// <summary>The rate in Hz to which a signal is averaged down: QRS complexes hold little above 100 Hz, interference patterns differ.</summary>
    public const double RateHz = 500;

    // Half a shape: a QRS complex lasts some 100 ms, what the band-pass leaves of it less.
    private const double HalfShapeSeconds = 0.05;
    private const double AlignSeconds = 0.024;
    private const int MostSeeds = 140;

    // A beat correlates better with the mean of beats than with another one.
    private const double MemberCorrelation = 0.75;
    private const int Passes = 3;

    // Jerks that happen to be alike may be more than the heartbeats among them.
    private const int MostKinds = 4;

    private double[,]? _likeness;

    /// <summary>Initializes a new instance of the <see cref="HeartbeatShapes"/> class.</summary>
    /// <param name="rateHz">The sampling rate of the shapes in Hz.</param>
    protected HeartbeatShapes(double rateHz)
    {
        Rate = rateHz;
        Half = HalfSamples(rateHz);
        Lag = LagSamples(rateHz);
    }

    /// <summary>Gets the least number of samples on either side of the middle of a shape: half of it, and by how much it may be shifted.</summary>
    /// <param name="rateHz">The sampling rate in Hz.</param>
    public static int Reach(double rateHz) => HalfSamples(rateHz) + LagSamples(rateHz);

    private static int HalfSamples(double rateHz) => Math.Max(2, (int)Math.Round(HalfShapeSeconds * rateHz));

    private static int LagSamples(double rateHz) => Math.Max(1, (int)Math.Round(AlignSeconds * rateHz));

    /// <summary>Gets the sampling rate in Hz, of which positions are multiples.</summary>
    public double Rate { get; }

    /// <summary>Gets what may be heartbeats, in order.</summary>
    public abstract IReadOnlyList<HeartbeatCandidate> Peaks { get; }

    /// <summary>Gets the position behind which no beat is looked for.</summary>
    public abstract double End { get; }

    /// <summary>Gets half the length of a shape without its middle, in samples.</summary>
    protected int Half { get; }

    /// <summary>Gets by how many samples at most one shape is shifted against another.</summary>
    protected int Lag { get; }

    /// <summary>Gives whatever is as like a template as said, in order, with its height.</summary>
    /// <param name="template">The template.</param>
    /// <param name="leastCorrelation">The least correlation coefficient.</param>
    public abstract List<HeartbeatCandidate> Match(float[] template, double leastCorrelation);

    /// <summary>Gives the shape at a peak, <see cref="Half"/> samples to either side of the middle.</summary>
    /// <param name="peak">The number of the peak.</param>
    /// <param name="shift">By how many samples later it is cut out, at most <see cref="Lag"/> to either side.</param>
    protected abstract ReadOnlySpan<float> Shape(int peak, int shift);

    /// <summary>The correlation coefficient of every pair of seeds: peaks that are spread evenly over all.</summary>
    private double[,] NewLikeness()
    {
        int seeds = Math.Min(Peaks.Count, MostSeeds);
        double[,] likeness = new double[seeds, seeds];
        for (int a = 0; a < seeds; a++)
        {
            for (int b = 0; b < a; b++)
            {
                double r = ShapeMatch.Correlate(Shape(Seed(seeds, a), 0), Shape(Seed(seeds, b), 0), Lag, out _);
                (likeness[a, b], likeness[b, a]) = (r, r);
            }
        }

        return likeness;
    }

    private int Seed(int seeds, int index) => (int)((long)index * Peaks.Count / seeds);

    /// <summary>
    /// Gives the mean of the shapes that look like the one that most others look like, of unit energy; where that is too fast for
    /// a QRS complex, of the next ones that do.
    /// </summary>
    /// <param name="alike">The correlation coefficient from which on two look alike.</param>
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

            if (QrsSpectrum.IsSlow(template, Rate))
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
    private float[]? Mean(int seed, double alike)
    {
        float[] template = Shape(seed, 0).ToArray();
        for (int pass = 0; pass < Passes; pass++)
        {
            double least = pass == 0 ? alike : Math.Max(alike, MemberCorrelation);
            float[] mean = new float[template.Length];
            int members = 0;
            for (int i = 0; i < Peaks.Count; i++)
            {
                if (ShapeMatch.Correlate(template, Shape(i, 0), Lag, out int shift) < least)
                {
                    continue;
                }

                ReadOnlySpan<float> shape = Shape(i, shift);
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
}

/// <summary>What may be a heartbeat.</summary>
/// <param name="Index">Its sample, or its number among the bursts.</param>
/// <param name="Position">Its middle, in samples.</param>
/// <param name="Energy">Its energy; only the ratio of two counts.</param>
/// <param name="Height">The height of the template in it; NaN where it was not compared with one.</param>
/// <param name="Correlation">Its correlation coefficient with the template; NaN where it was not compared with one.</param>
internal readonly record struct HeartbeatCandidate(int Index, double Position, double Energy, double Height = double.NaN, double Correlation = double.NaN);
