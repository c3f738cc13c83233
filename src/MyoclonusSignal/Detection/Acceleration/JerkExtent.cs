using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Gives how long the movement of a jerk lasts: from where the magnitude of the limb's own movement first reaches a tenth of its peak to
/// where it does so for the last time, between samples. The movement's own is what is left when a cubic through what lies before and behind
/// the jerk has been subtracted: slow movement, and what the high-pass filters still ring, which lasted longer than many a jerk.
/// </summary>
internal sealed class JerkExtent
{
    /// <summary>Of the peak: where a jerk begins and ends.</summary>
    public const double EdgeFraction = 0.1;

    // What lies before and behind a jerk is taken from so much time on each side: reaches of 0.4 s and more are smooth over that.
    private const double FlankSeconds = 0.15;

    // Of the peak's power: where the flanks hold more than this, other jerks or steps are in them and no cubic tells what is slow.
    private const double MostFlankShare = 0.1;

    // Over the noise's root mean square: the magnitude of noise reaches it once in some hundred samples.
    private const double NoiseRatio = 1.5;

    // Each pass fits nearer to the jerk; of reaches of 0.6 to 1.4 s the durations were 1.18, 1.13 and 1.08 of the true ones after one, two and
    // four passes.
    private const int Passes = 4;

    private const int Order = 4;

    private readonly MovementSignal _signal;
    private readonly int _flankSamples;
    private readonly double[][] _coefficients;
    private readonly double[] _moments = new double[Order * Order];
    private readonly double[] _powers = new double[Order];

    /// <summary>Initializes a new instance of the <see cref="JerkExtent"/> class.</summary>
    /// <param name="signal">The sensor.</param>
    public JerkExtent(MovementSignal signal)
    {
        _signal = signal;
        _flankSamples = Math.Max(Order, (int)Math.Round(FlankSeconds * signal.SampleRate));
        _coefficients = [.. Enumerable.Range(0, signal.Axes).Select(_ => new double[Order])];
    }

    /// <summary>Gives a jerk from its first to its last crossing, and its size between them.</summary>
    /// <param name="burst">The jerk, whose samples and what follows them are still known.</param>
    /// <param name="keepsOnset">Whether its onset stays, because the likelihood of noise and jerk has placed it.</param>
    public Burst Trim(in Burst burst, bool keepsOnset)
    {
        Burst trimmed = burst;
        for (int pass = 0; pass < Passes; pass++)
        {
            Burst next = TrimOnce(trimmed, keepsOnset);
            if (next.Start == trimmed.Start && next.End == trimmed.End)
            {
                return next;
            }

            trimmed = next;
        }

        return trimmed;
    }

    private Burst TrimOnce(in Burst burst, bool keepsOnset)
    {
        long first = burst.Start - _flankSamples;
        long end = burst.End + _flankSamples;
        if (first < 0 || end > _signal.Count)
        {
            return burst;
        }

        double middle = 0.5 * (burst.Start + burst.End);
        double half = 0.5 * (end - first);
        Fit(burst, middle, half);
        double peak = 0;
        for (long sample = burst.Start; sample < burst.End; sample++)
        {
            peak = Math.Max(peak, Own(sample, middle, half));
        }

        double level = EdgeFraction * peak;
        if (level < NoiseRatio * burst.FloorRms || FlankPower(burst, middle, half) > MostFlankShare * peak * peak)
        {
            return burst;
        }

        long start = burst.Start;
        while (!keepsOnset && Own(start, middle, half) < level)
        {
            start++;
        }

        long last = burst.End - 1;
        while (Own(last, middle, half) < level)
        {
            last--;
        }

        double before = Own(start - 1, middle, half);
        double behind = Own(last + 1, middle, half);
        double startShift = !keepsOnset && before < level ? ((level - before) / (Own(start, middle, half) - before)) - 1 : 0;
        double endShift = behind < level ? ((Own(last, middle, half) - level) / (Own(last, middle, half) - behind)) - 1 : 0;
        return Measured(burst, start, last + 1) with { StartShift = startShift, EndShift = endShift };
    }

    private Burst Measured(in Burst burst, long start, long end)
    {
        MovementSize size = _signal.Measure(start, end);
        return burst with
        {
            Start = start,
            End = end,
            PeakIndex = size.PeakIndex,
            PeakAmplitude = size.Peak,
            RmsAmplitude = size.Rms,
            Area = size.Area,
            SnrDb = size.Decibels(burst.FloorRms),
            RiseSeconds = Math.Max(0, burst.RiseSeconds - ((start - burst.Start) / _signal.SampleRate)),
        };
    }

    /// <summary>Gives the magnitude of what the cubic leaves.</summary>
    private double Own(long sample, double middle, double half)
    {
        double at = (sample + 0.5 - middle) / half;
        double square = 0;
        for (int axis = 0; axis < _coefficients.Length; axis++)
        {
            double[] c = _coefficients[axis];
            double own = _signal.WholeAlong(axis, sample) - (c[0] + (at * (c[1] + (at * (c[2] + (at * c[3]))))));
            square += own * own;
        }

        return Math.Sqrt(square);
    }

    /// <summary>Gives the mean power of what the cubic leaves before and behind the jerk.</summary>
    private double FlankPower(in Burst burst, double middle, double half)
    {
        double power = 0;
        for (int i = 0; i < _flankSamples; i++)
        {
            double before = Own(burst.Start - 1 - i, middle, half);
            double behind = Own(burst.End + i, middle, half);
            power += ((before * before) + (behind * behind)) / (2 * _flankSamples);
        }

        return power;
    }

    /// <summary>Fits the cubics to what lies before and behind, by least squares.</summary>
    private void Fit(in Burst burst, double middle, double half)
    {
        Array.Clear(_moments);
        foreach (double[] coefficients in _coefficients)
        {
            Array.Clear(coefficients);
        }

        for (int i = 0; i < _flankSamples; i++)
        {
            AddToFit(burst.Start - 1 - i, middle, half);
            AddToFit(burst.End + i, middle, half);
        }

        Cholesky.Factor(_moments, Order);
        foreach (double[] coefficients in _coefficients)
        {
            Cholesky.Solve(_moments, coefficients);
        }
    }

    private void AddToFit(long sample, double middle, double half)
    {
        double at = (sample + 0.5 - middle) / half;
        double power = 1;
        for (int i = 0; i < Order; i++)
        {
            _powers[i] = power;
            power *= at;
        }

        for (int i = 0; i < Order; i++)
        {
            for (int k = 0; k <= i; k++)
            {
                _moments[(i * Order) + k] += _powers[i] * _powers[k];
            }

            for (int axis = 0; axis < _coefficients.Length; axis++)
            {
                _coefficients[axis][i] += _powers[i] * _signal.WholeAlong(axis, sample);
            }
        }
    }
}
