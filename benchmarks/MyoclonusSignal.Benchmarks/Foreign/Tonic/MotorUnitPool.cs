namespace MyoclonusSignal.Benchmarks.Foreign.Tonic;

/// <summary>
/// The surface EMG of a pool of motor units with recruitment by size (Fuglevand, Winter and Patla (1993),
/// doi:10.1152/jn.1993.70.6.2470), each with a potential of its own made of Hermite–Rodriguez functions (Lo Conte, Merletti and
/// Sandri (1994), doi:10.1109/10.335863).
/// </summary>
internal sealed class MotorUnitPool
{
    // The last unit is recruited at two thirds of the largest drive, as in proximal muscles; sizes range over a factor of 20.
    private const double LastThreshold = 0.67;
    private const double FirstThreshold = 0.02;
    private const double SizeRange = 20;
    private const double LeastHz = 7;
    private const double MostHz = 28;
    private const double IntervalCv = 0.18;
    private const double ShortestIntervalShare = 0.35;

    private readonly Random _random;
    private readonly double _sampleRate;
    private readonly Unit[] _units;

    public MotorUnitPool(Random random, int units, double sampleRate)
    {
        _random = random;
        _sampleRate = sampleRate;
        _units = new Unit[units];
        for (int i = 0; i < units; i++)
        {
            double place = units == 1 ? 0 : i / (units - 1.0);

            // Units of one size lie at different depths: farther ones are smaller and slower.
            double depth = random.NextDouble();
            _units[i] = new Unit(
                FirstThreshold * Math.Pow(LastThreshold / FirstThreshold, place),
                Math.Pow(SizeRange, place) * Math.Exp(-1.2 * depth),
                0.0011 + (0.0011 * depth) + (0.0003 * random.NextDouble()),
                random.NextDouble() - 0.5,
                (2 * random.NextDouble()) - 1);
        }
    }

    /// <summary>Gives the activity under a drive of 0 to 1.</summary>
    /// <param name="drive">The drive at each sample.</param>
    public double[] Activity(ReadOnlySpan<double> drive)
    {
        double[] signal = new double[drive.Length];
        foreach (Unit unit in _units)
        {
            double t = 0;
            bool isActive = false;
            double end = drive.Length / _sampleRate;
            while (t < end)
            {
                double excess = drive[(int)(t * _sampleRate)] - unit.Threshold;
                if (excess < 0)
                {
                    isActive = false;
                    t += 0.002;
                    continue;
                }

                double interval = 1 / Math.Min(MostHz, LeastHz + (30 * excess));
                if (isActive)
                {
                    Add(signal, unit, t);
                }

                // A unit that is recruited starts anywhere in its interval.
                t += isActive ? interval * Math.Max(ShortestIntervalShare, 1 + (IntervalCv * _random.NextNormal())) : interval * _random.NextDouble();
                isActive = true;
            }
        }

        return signal;
    }

    /// <summary>Adds one jerk: a volley in which each unit discharges once or a few times, at random, 7 to 14 ms apart.</summary>
    /// <param name="signal">What it is added to.</param>
    /// <param name="start">The onset in seconds.</param>
    /// <param name="duration">The duration in seconds.</param>
    /// <param name="share">The share of the units that take part.</param>
    public void AddVolley(Span<double> signal, double start, double duration, double share)
    {
        foreach (Unit unit in _units)
        {
            if (_random.NextDouble() >= share)
            {
                continue;
            }

            double first = start + (2 * unit.WidthSeconds);
            double last = start + duration - (2 * unit.WidthSeconds);
            for (double t = first + (Math.Min(0.012, last - first) * _random.NextDouble()); t < last; t += 0.007 + (0.007 * _random.NextDouble()))
            {
                Add(signal, unit, t);
            }
        }
    }

    /// <summary>Adds one discharge of the unit of largest threshold that is there.</summary>
    public void AddDischarge(Span<double> signal, int unit, double seconds) => Add(signal, _units[unit], seconds);

    private void Add(Span<double> signal, in Unit unit, double seconds)
    {
        int first = Math.Max(0, (int)Math.Ceiling((seconds - (4.5 * unit.WidthSeconds)) * _sampleRate));
        int end = Math.Min(signal.Length, (int)((seconds + (4.5 * unit.WidthSeconds)) * _sampleRate) + 1);
        for (int n = first; n < end; n++)
        {
            double z = ((n / _sampleRate) - seconds) / unit.WidthSeconds;
            double gauss = Math.Exp(-z * z / 2);
            signal[n] += unit.Size * gauss * (((z * z) - 1) + (unit.First * z) + (unit.Third * z * ((z * z) - 3) / 3));
        }
    }

    private readonly record struct Unit(double Threshold, double Size, double WidthSeconds, double First, double Third);
}
