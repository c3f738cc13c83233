namespace MyoclonusSignal.Detection;

/// <summary>
/// Finds steps: impacts and swings that come back, step after step, 1.2 to 3.2 times a second, by the autocorrelation of the
/// magnitude above the band of voluntary movement (as Moe-Nilssen and Helbostad (2004), doi:10.1016/S0021-9290(03)00233-1, do
/// with that of the trunk).
/// </summary>
/// <remarks>A sensor on one side sees the steps of that side larger, or alone: then what comes back is the stride, two steps.</remarks>
internal sealed class GaitMeter
{
    /// <summary>The slowest and the fastest steps in Hz: from a slow walk to a run.</summary>
    private const double SlowestHz = 1.2;
    private const double FastestHz = 3.2;

    // Of seven seconds of noise, 170 bins, the largest of some 30 correlations is 0.2 to 0.3, of brisk reaching 0.54 in one window of a
    // hundred; of steps that vary by a fifth in size and by a twentieth in time it is 0.6 to 0.9.
    private const double LeastCorrelation = 0.6;

    // A bin so much above the middle peak is a jerk's, down to half of a lower one: clipped only, jerks of 0.3 s held more of the power
    // than steps of 0.06 s did, and the median correlation of hard steps with a jerk in four seconds was 0.44, not 0.75. Over a lower
    // peak, many steps of a sensor at one ankle were left out too.
    private const double JerkRatio = 1.2;
    private const double JerkEdgeRatio = 0.5;

    // Of the pairs of bins of a lag, so many must be of steps.
    private const double LeastKnown = 0.5;

    // A shorter lag with so much of the best correlation is the period; the best one is then a multiple of it.
    private const double ShorterShare = 0.8;

    // What comes back twice in a stride, however weakly, are its two steps.
    private const double LeastHalfCorrelation = 0.15;

    // Of the power in the band of jerks, what the rise and fall of the body at each step and the swing of a limb at each stride have. Of
    // walking and running it is above 1 in nineteen windows of twenty, where steps begin or end above 0.1; of two tremors of 3.5 to 7 Hz,
    // whose sum swells 2.4 to 3 times a second, beside drift below 0.09.
    private const double LeastCarriedShare = 0.12;

    // From here on what comes back may be a tremor: only the stride, half as often, tells that it is steps.
    private const double TremorHz = 3;

    // Beyond the main lobe of the window of Hann, which ends at two, by what a pace wanders.
    private const double FlankBins = 3;

    private readonly MovementSignal _signal;
    private readonly double[] _values;
    private readonly double[] _known;
    private readonly double[] _correlations;
    private readonly double _binRate;
    private readonly int _shortest;
    private readonly int _longest;

    /// <summary>Initializes a new instance of the <see cref="GaitMeter"/> class.</summary>
    /// <param name="signal">The sensor.</param>
    public GaitMeter(MovementSignal signal)
    {
        _signal = signal;
        _binRate = signal.SampleRate / signal.BinSamples;
        _shortest = (int)Math.Floor(_binRate / FastestHz);
        _longest = (int)Math.Ceiling(_binRate * 2 / SlowestHz);
        _values = new double[((2 * MovementSignal.NeighbourCells) + 1) * signal.CellBins];
        _known = new double[_values.Length];
        _correlations = new double[_longest + 2];
    }

    /// <summary>Gives the steps a second among some bins, or 0 where there are none.</summary>
    /// <param name="first">The first bin.</param>
    /// <param name="end">The end of the bins.</param>
    /// <param name="ceiling">What is larger counts as this: a peak that is seldom reached without a jerk or a step.</param>
    /// <param name="middlePeak">The median of the nearby peaks: what is larger, jerks among the steps, does not count.</param>
    public double CadenceHz(long first, long end, double ceiling, double middlePeak)
    {
        int count = (int)(end - first);
        if (count < 2 * _longest)
        {
            return 0;
        }

        Span<double> values = _values.AsSpan(0, count);
        Span<double> known = _known.AsSpan(0, count);
        for (int i = 0; i < count; i++)
        {
            values[i] = _signal.Envelope(first + i);
        }

        LeaveJerksOut(values, known, ceiling, JerkRatio * middlePeak);
        double mean = 0;
        double weight = 0;
        for (int i = 0; i < count; i++)
        {
            values[i] = Math.Min(ceiling, values[i]);
            mean += known[i] * values[i];
            weight += known[i];
        }

        mean /= Math.Max(1, weight);
        double power = 0;
        for (int i = 0; i < count; i++)
        {
            values[i] = known[i] * (values[i] - mean);
            power += values[i] * values[i] / Math.Max(1, weight);
        }

        if (power <= 0)
        {
            return 0;
        }

        for (int lag = _shortest - 1; lag <= _longest + 1; lag++)
        {
            double sum = 0;
            double pairs = 0;
            for (int i = lag; i < count; i++)
            {
                sum += values[i] * values[i - lag];
                pairs += known[i] * known[i - lag];
            }

            _correlations[lag] = pairs < LeastKnown * (count - lag) ? 0 : sum / (power * pairs);
        }

        double cadence = Cadence();
        return cadence > 0 && IsCarried(first, count, cadence) ? cadence : 0;
    }

    private static void LeaveJerksOut(ReadOnlySpan<double> values, Span<double> known, double ceiling, double jerk)
    {
        known.Fill(1);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] <= jerk)
            {
                continue;
            }

            for (int before = i; before >= 0 && values[before] > JerkEdgeRatio * ceiling; before--)
            {
                known[before] = 0;
            }

            for (; i < values.Length && values[i] > JerkEdgeRatio * ceiling; i++)
            {
                known[i] = 0;
            }
        }
    }

    private double Cadence()
    {
        double best = 0;
        for (int lag = _shortest; lag <= _longest; lag++)
        {
            best = IsStep(lag) ? Math.Max(best, _correlations[lag]) : best;
        }

        if (best < LeastCorrelation)
        {
            return 0;
        }

        int period = _shortest;
        while (!IsStep(period) || _correlations[period] < ShorterShare * best)
        {
            period++;
        }

        double hertz = _binRate / Summit(period);
        bool isStride = hertz < SlowestHz || (2 * hertz <= FastestHz && HasHalf(period));
        return isStride ? 2 * hertz : hertz;
    }

    /// <summary>Returns true if a body that rises and falls or a limb that swings carries the steps: a tremor's beat is carried by nothing.</summary>
    private bool IsCarried(long first, int count, double cadenceHz)
    {
        long endCell = (first + count) / _signal.CellBins;
        double power = 0;
        for (long cell = first / _signal.CellBins; cell < endCell; cell++)
        {
            power += _signal.WholePower(cell) * _signal.CellBins / count;
        }

        double carried = StandingPower(first, count, cadenceHz / 2) + (cadenceHz < TremorHz ? StandingPower(first, count, cadenceHz) : 0);
        return carried >= LeastCarriedShare * power;
    }

    /// <summary>Gives the power that swings at a frequency beyond that of its flanks: drift has as much there.</summary>
    private double StandingPower(long first, int count, double hertz)
    {
        double flank = FlankBins * _binRate / count;
        return Math.Max(0, LinePower(first, count, hertz) - Math.Max(LinePower(first, count, hertz - flank), LinePower(first, count, hertz + flank)));
    }

    /// <summary>Gives the power that swings at a frequency, of all axes, under the window of Hann.</summary>
    private double LinePower(long first, int count, double hertz)
    {
        double power = 0;
        for (int axis = 0; axis < _signal.Axes; axis++)
        {
            double mean = 0;
            for (int i = 0; i < count; i++)
            {
                mean += _signal.MeanAlong(axis, first + i) / count;
            }

            double real = 0;
            double imaginary = 0;
            for (int i = 0; i < count; i++)
            {
                double value = (1 - Math.Cos(Math.Tau * (i + 0.5) / count)) * (_signal.MeanAlong(axis, first + i) - mean);
                (double sine, double cosine) = Math.SinCos(Math.Tau * hertz / _binRate * i);
                real += value * cosine;
                imaginary += value * sine;
            }

            // The window's values sum to their number.
            power += 2 * ((real * real) + (imaginary * imaginary)) / ((double)count * count);
        }

        return power;
    }

    private bool HasHalf(int period)
    {
        for (int lag = Math.Max(_shortest, (period / 2) - 1); lag <= (period / 2) + 1; lag++)
        {
            if (IsPeak(lag) && _correlations[lag] >= LeastHalfCorrelation)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsPeak(int lag) => _correlations[lag] >= _correlations[lag - 1] && _correlations[lag] > _correlations[lag + 1];

    /// <summary>Returns true if a lag is a peak, and no shorter than steps are: between two lags it may be.</summary>
    private bool IsStep(int lag) => IsPeak(lag) && _binRate / Summit(lag) <= FastestHz;

    private double Summit(int lag)
    {
        double before = _correlations[lag - 1];
        double behind = _correlations[lag + 1];
        double bend = before - (2 * _correlations[lag]) + behind;
        return bend < 0 ? lag + ((before - behind) / (2 * bend)) : lag;
    }
}
