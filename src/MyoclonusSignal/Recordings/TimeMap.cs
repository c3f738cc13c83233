using System.Globalization;

namespace MyoclonusSignal.Recordings;

/// <summary>
/// From the even grid on which samples are counted to the time that the recording's own clock states: piecewise linear, monotone.
/// The identity where the clock keeps to its rate.
/// </summary>
/// <remarks>
/// A clock that drifts, or changes its rate, is followed by the mean of its times over a second and more: what scatters less than that
/// is jitter of stamps and not of samples. It grows while the recording is read, and is complete at its end. Not thread-safe.
/// </remarks>
public sealed class TimeMap
{
    // What a double leaves of long times.
    private const double Exact = 1e-6;

    // Stamps that scatter by a tenth of a second change the rate of such a stretch by 4 % at most.
    private const double StretchSeconds = 5;

    // Of fewer nobody can tell a step from a drift.
    private const int LeastAnchors = 4;

    private readonly List<(double Even, double Late)> _anchors = [];
    private bool _isEven = true;

    /// <summary>Initializes a new instance of the <see cref="TimeMap"/> class: the identity, until anchors are added.</summary>
    internal TimeMap()
    {
    }

    /// <summary>Gets the map of a clock that keeps to its rate.</summary>
    public static TimeMap Identity { get; } = new();

    /// <summary>Gets a value indicating whether every time is where the even grid has it.</summary>
    public bool IsIdentity => _isEven;

    /// <summary>Gives the recording's own time of a place on the even grid.</summary>
    /// <param name="evenSeconds">Seconds from the first sample, samples counted at their mean rate from the start of their segment.</param>
    /// <returns>Seconds from the first sample by the recording's own clock.</returns>
    public double ToSeconds(double evenSeconds) => _isEven ? evenSeconds : evenSeconds + Late(evenSeconds);

    /// <summary>Gives how many seconds of the recording's clock pass in a second of the even grid, on average over a stretch.</summary>
    /// <param name="startSeconds">Its start on the even grid.</param>
    /// <param name="endSeconds">Its end.</param>
    public double Stretch(double startSeconds, double endSeconds) =>
        _isEven || !(endSeconds > startSeconds) ? 1 : (ToSeconds(endSeconds) - ToSeconds(startSeconds)) / (endSeconds - startSeconds);

    /// <summary>Takes in how much later than on the even grid a place is; places come in order.</summary>
    internal void Add(double evenSeconds, double lateSeconds)
    {
        if (_anchors.Count > 0 && evenSeconds <= _anchors[^1].Even)
        {
            return;
        }

        // No clock runs backwards: steps of a coarse one must not fold the time.
        double late = Math.Abs(lateSeconds) < Exact ? 0 : lateSeconds;
        if (_anchors.Count > 0)
        {
            late = Math.Max(late, _anchors[^1].Late - (0.5 * (evenSeconds - _anchors[^1].Even)));
        }

        _isEven &= late == 0;
        if (_anchors.Count > 1 && late == _anchors[^1].Late && late == _anchors[^2].Late)
        {
            _anchors[^1] = (evenSeconds, late);
            return;
        }

        _anchors.Add((evenSeconds, late));
    }

    /// <summary>Gets by how many seconds the clock is furthest from the even grid.</summary>
    internal double LargestLateness => _anchors.Count == 0 ? 0 : _anchors.Max(anchor => Math.Abs(anchor.Late));

    /// <summary>
    /// Says how the rate of the clock changes: in one step, where two levels of it leave less than half of what a steady drift
    /// leaves unexplained, or by and by. <see langword="null"/> where too little is known.
    /// </summary>
    internal string? DescribeChange()
    {
        int count = _anchors.Count - 1;
        if (count < LeastAnchors)
        {
            return null;
        }

        double[] at = new double[count];
        double[] rate = new double[count];
        double[] weight = new double[count];
        for (int i = 0; i < count; i++)
        {
            weight[i] = _anchors[i + 1].Even - _anchors[i].Even;
            at[i] = 0.5 * (_anchors[i + 1].Even + _anchors[i].Even);
            rate[i] = (_anchors[i + 1].Late - _anchors[i].Late) / weight[i];
        }

        (double mean, double straight) = Straight(at, rate, weight);
        (int split, double stepped) = Step(rate, weight);
        if (stepped >= 0.5 * straight)
        {
            return string.Create(CultureInfo.InvariantCulture, $"drifting, by {100 * mean:0.###} % on average");
        }

        double before = Mean(rate, weight, 0, split);
        double behind = Mean(rate, weight, split, count);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"its rate changes by {100 * ((1 / (1 + behind)) - (1 / (1 + before))):+0.##;-0.##} % at {_anchors[split].Even:0.#} s");
    }

    /// <summary>Gets the difference between the largest and the smallest rate of stretches of some seconds, as a part of the nominal one.</summary>
    internal double RateSpread()
    {
        (double least, double most) = (double.PositiveInfinity, double.NegativeInfinity);
        int start = 0;
        for (int i = 1; i < _anchors.Count; i++)
        {
            double length = _anchors[i].Even - _anchors[start].Even;
            if (length >= StretchSeconds)
            {
                double rate = 1 / (1 + ((_anchors[i].Late - _anchors[start].Late) / length));
                (least, most, start) = (Math.Min(least, rate), Math.Max(most, rate), i);
            }
        }

        return most > least ? most - least : 0;
    }

    private static double Mean(double[] rate, double[] weight, int start, int end)
    {
        double sum = 0;
        double total = 0;
        for (int i = start; i < end; i++)
        {
            sum += weight[i] * rate[i];
            total += weight[i];
        }

        return sum / total;
    }

    /// <summary>The weighted mean, and what the least-squares line leaves.</summary>
    private static (double Mean, double Left) Straight(double[] at, double[] rate, double[] weight)
    {
        double mean = Mean(rate, weight, 0, rate.Length);
        double middle = Mean(at, weight, 0, at.Length);
        double covariance = 0;
        double variance = 0;
        double all = 0;
        for (int i = 0; i < at.Length; i++)
        {
            covariance += weight[i] * (at[i] - middle) * (rate[i] - mean);
            variance += weight[i] * (at[i] - middle) * (at[i] - middle);
            all += weight[i] * (rate[i] - mean) * (rate[i] - mean);
        }

        return (mean, all - (variance > 0 ? covariance * covariance / variance : 0));
    }

    /// <summary>The place of the step that leaves least, and what it leaves.</summary>
    private static (int Split, double Left) Step(double[] rate, double[] weight)
    {
        double total = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < rate.Length; i++)
        {
            total += weight[i];
            sum += weight[i] * rate[i];
            squares += weight[i] * rate[i] * rate[i];
        }

        (int split, double least) = (1, double.PositiveInfinity);
        double sumBefore = 0;
        double before = 0;
        for (int i = 1; i < rate.Length; i++)
        {
            before += weight[i - 1];
            sumBefore += weight[i - 1] * rate[i - 1];
            double left = squares - (sumBefore * sumBefore / before) - ((sum - sumBefore) * (sum - sumBefore) / (total - before));
            (split, least) = left < least ? (i, left) : (split, least);
        }

        return (split, least);
    }

    private double Late(double even)
    {
        int at = _anchors.BinarySearch((even, double.PositiveInfinity));
        at = at < 0 ? ~at : at;
        if (at == 0)
        {
            return _anchors[0].Late;
        }

        if (at == _anchors.Count)
        {
            // Behind the last anchor, at most half a window, the clock is taken to go on as it did.
            return _anchors.Count == 1 ? _anchors[0].Late : Line(_anchors[^2], _anchors[^1], even);
        }

        return Line(_anchors[at - 1], _anchors[at], even);
    }

    private static double Line((double Even, double Late) a, (double Even, double Late) b, double even) =>
        a.Late + ((b.Late - a.Late) * (even - a.Even) / (b.Even - a.Even));
}
