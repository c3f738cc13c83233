namespace MyoclonusSignal.Analysis;

/// <summary>
/// The magnitude of gravity as a sensor of three axes shows it: while it keeps its position, the mean vector of two seconds is gravity,
/// whichever way the sensor lies. Sensors without gravity in their values, and those that always move about, show none.
/// </summary>
internal sealed class GravityMeter
{
    private const double WindowSeconds = 2;

    // What changes must be small beside what stays: a tremor to and fro leaves the mean as it is, and a sensor without gravity has
    // no mean beside its movements. A tremor of 0.4 g is at most that; walking is above it.
    private const double MostChange = 0.3;

    // At rest the magnitude is the same in every position, but for the gains of the axes, which differ by a few percent; the
    // mean of a sensor without gravity is an offset and noise, which is not.
    private const int LeastWindows = 3;
    private const double MostSpread = 1.15;

    // The magnitudes by their logarithm, 1 % a step, from 10⁻⁶ to 10⁶.
    private const double StepLog = 0.01;
    private const double LowestLog = -13.8;
    private const int Steps = 2761;

    private readonly int _windowSamples;
    private readonly Axis[] _axes = [new(), new(), new()];
    private readonly int[] _counts = new int[Steps];

    /// <summary>Initializes a new instance of the <see cref="GravityMeter"/> class.</summary>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    public GravityMeter(double sampleRate) => _windowSamples = Math.Max(2, (int)Math.Round(WindowSeconds * sampleRate));

    /// <summary>Gets the number of windows at rest.</summary>
    public int RestCount { get; private set; }

    /// <summary>Takes in samples of one axis as they are recorded; the axes come in turns, 0 to 2, each with as many.</summary>
    public void Process(int axis, ReadOnlySpan<double> samples)
    {
        Axis own = _axes[axis];
        foreach (double sample in samples)
        {
            own.Add(sample, _windowSamples);
        }

        if (axis < _axes.Length - 1)
        {
            return;
        }

        for (int i = 0; i < own.Windows.Count; i++)
        {
            Add(_axes[0].Windows[i], _axes[1].Windows[i], _axes[2].Windows[i]);
        }

        foreach (Axis each in _axes)
        {
            each.Windows.Clear();
        }
    }

    /// <summary>Forgets the window that a gap has cut off.</summary>
    public void EndSegment()
    {
        foreach (Axis axis in _axes)
        {
            axis.Clear();
        }
    }

    /// <summary>Gives the middle magnitude at rest, in the unit of the samples; <see langword="null"/> where gravity is not known.</summary>
    public double? Magnitude() =>
        RestCount >= LeastWindows && Quantile(0.75) <= MostSpread * Quantile(0.25) ? Quantile(0.5) : null;

    private void Add((double Mean, double Variance) x, (double Mean, double Variance) y, (double Mean, double Variance) z)
    {
        double square = (x.Mean * x.Mean) + (y.Mean * y.Mean) + (z.Mean * z.Mean);
        if (square > 0 && x.Variance + y.Variance + z.Variance <= MostChange * MostChange * square)
        {
            int step = (int)Math.Round(((0.5 * Math.Log(square)) - LowestLog) / StepLog);
            _counts[Math.Clamp(step, 0, Steps - 1)]++;
            RestCount++;
        }
    }

    private double Quantile(double fraction)
    {
        int wanted = (int)(fraction * (RestCount - 1));
        int step = 0;
        for (int below = _counts[0]; below <= wanted; below += _counts[step])
        {
            step++;
        }

        return Math.Exp(LowestLog + (step * StepLog));
    }

    private sealed class Axis
    {
        private double _first;
        private double _sum;
        private double _squares;
        private int _count;

        public List<(double Mean, double Variance)> Windows { get; } = [];

        public void Add(double sample, int windowSamples)
        {
            // From the first one on, so that a small change on a large value is not lost in rounding.
            _first = _count == 0 ? sample : _first;
            double change = sample - _first;
            _sum += change;
            _squares += change * change;
            if (++_count == windowSamples)
            {
                double mean = _sum / windowSamples;
                Windows.Add((_first + mean, Math.Max(0, (_squares / windowSamples) - (mean * mean))));
                Clear();
            }
        }

        public void Clear() => (_sum, _squares, _count) = (0, 0, 0);
    }
}
