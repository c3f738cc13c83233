using System.Runtime.InteropServices;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>The beats of the heart as another channel of the recording, an electrocardiogram, shows them.</summary>
/// <param name="channel">The name of that channel.</param>
internal sealed class ReferenceBeats(string channel)
{
    // Over the middle of all offsets. Without a heart in the signal the largest of 300 medians of 40 beats is 1.3 to 1.5 times as large.
    private const double LeastVisible = 2;
    private const double LagSeconds = 0.3;

    // A beat that comes so much early, with a pause behind it, is ectopic and has a shape of its own.
    private const double EarlyFraction = 0.85;
    private const double PauseFraction = 1.1;

    // One window of two seconds in which no beat stands out may be a pause of the heart; two after one another are a lead that is off.
    private const int LeastLost = 2;

    /// <summary>Stretches nearer to one another than this are one, in seconds.</summary>
    public const double TouchSeconds = 0.01;

    private readonly List<double> _seconds = [];
    private readonly List<(Interval Interval, bool StandsOut)> _windows = [];

    /// <summary>Gets the name of the channel that shows them.</summary>
    public string Channel { get; } = channel;

    /// <summary>Gets or sets the time from which on the size of beats is known.</summary>
    public double KnownFromSeconds { get; set; } = double.PositiveInfinity;

    /// <summary>Adds the next beat.</summary>
    public void Add(double seconds) => _seconds.Add(seconds);

    /// <summary>Gets the stretches that were judged.</summary>
    public IEnumerable<Interval> Windows => _windows.Select(window => window.Interval);

    /// <summary>Adds the next stretch in which beats stand out, or do not.</summary>
    public void AddWindow(Interval interval, bool standsOut) => _windows.Add((interval, standsOut));

    /// <summary>Gives the stretches in which the channel tells of the heart, of what is known by some time.</summary>
    /// <param name="startSeconds">Where to begin.</param>
    /// <param name="endSeconds">Where to end; what was found only later counts for nothing.</param>
    public List<Interval> Told(double startSeconds, double endSeconds)
    {
        List<Interval> told = [];
        int lost = LeastLost;
        int first = Math.Max(0, _windows.FindLastIndex(window => window.Interval.EndSeconds <= startSeconds) - LeastLost);
        for (int i = first; i < _windows.Count && _windows[i].Interval.EndSeconds <= endSeconds; i++)
        {
            (Interval window, bool standsOut) = _windows[i];
            bool isNextLost = i + 1 < _windows.Count && _windows[i + 1].Interval.EndSeconds <= endSeconds && !_windows[i + 1].StandsOut;
            lost = standsOut ? 0 : lost + 1;
            if (lost >= LeastLost || (lost > 0 && isNextLost) || window.EndSeconds <= startSeconds)
            {
                continue;
            }

            double start = Math.Max(startSeconds, window.StartSeconds);
            if (told.Count > 0 && start - told[^1].EndSeconds < TouchSeconds)
            {
                told[^1] = new Interval(told[^1].StartSeconds, window.EndSeconds);
            }
            else
            {
                told.Add(new Interval(start, window.EndSeconds));
            }
        }

        // The last window is not over at the end; what has come of it is taken as the one before it.
        if (told.Count > 0 && endSeconds - told[^1].EndSeconds < QrsDetector.LevelSeconds)
        {
            told[^1] = new Interval(told[^1].StartSeconds, endSeconds);
        }

        return told;
    }

    /// <summary>
    /// Gives where in a signal the beats stand: from its samples, averaged, is learned how much later or earlier it shows them.
    /// </summary>
    /// <param name="signal">A stretch of the conditioned signal, averaged down.</param>
    /// <param name="rateHz">Its sampling rate in Hz.</param>
    /// <param name="startSeconds">The time of its first sample.</param>
    /// <param name="told">Where in the signal the reference tells of the heart, in seconds.</param>
    /// <param name="pulseSeconds">The middle interval, in seconds.</param>
    /// <param name="beats">The beats, empty where the signal does not show them.</param>
    /// <returns>Whether the reference tells of this stretch.</returns>
    public bool TryFind(float[] signal, double rateHz, double startSeconds, out List<Interval> told, out double pulseSeconds, out List<Heartbeat> beats)
    {
        beats = [];
        told = [];
        pulseSeconds = double.NaN;
        double endSeconds = startSeconds + (signal.Length / rateHz);

        // What the reference tells by then does not depend on how far ahead of this signal it was read.
        if (endSeconds < KnownFromSeconds)
        {
            return false;
        }

        List<Interval> stretches = Told(startSeconds, endSeconds - QrsDetector.LatencySeconds);
        told = stretches;
        double[] known = [.. _seconds.Where(at => stretches.Exists(stretch => stretch.Contains(at)))];
        if (known.Length < HeartbeatFinder.LeastBeats)
        {
            return false;
        }

        double[] intervals = [.. known.Zip(known.Skip(1), (a, b) => b - a).Order()];
        pulseSeconds = Statistics.UpperMedian(intervals);
        double[] places = [.. known.Select(at => (at - startSeconds) * rateHz)];
        if (Lag(signal, rateHz, places) is not int lag)
        {
            // A heart that this signal does not show. What has no pulse, as a lead that is off, is no heart: the signal's own is looked for.
            return HeartbeatPulse.Find(known, out _) is not null;
        }

        for (int i = 0; i < places.Length; i++)
        {
            double before = i == 0 ? pulseSeconds : known[i] - known[i - 1];
            double behind = i == places.Length - 1 ? pulseSeconds : known[i + 1] - known[i];
            bool isEctopic = before < EarlyFraction * pulseSeconds && behind > PauseFraction * pulseSeconds;
            double at = places[i] + lag;
            if (at >= 0 && at < signal.Length)
            {
                beats.Add(new Heartbeat(at, isEctopic));
            }
        }

        return true;
    }

    /// <summary>Gives the offset from the beats at which the middle energy is largest, or <see langword="null"/> where no beat stands out.</summary>
    private static int? Lag(float[] signal, double rateHz, double[] places)
    {
        int half = Math.Max(1, (int)Math.Round(SignalShapes.EnergySeconds * rateHz / 2));
        int most = (int)Math.Round(LagSeconds * rateHz);
        double[] sums = new double[signal.Length + 1];
        for (int n = 0; n < signal.Length; n++)
        {
            sums[n + 1] = sums[n] + ((double)signal[n] * signal[n]);
        }

        double[] middles = new double[(2 * most) + 1];
        List<double> energies = [];
        for (int offset = -most; offset <= most; offset++)
        {
            energies.Clear();
            foreach (double place in places)
            {
                int at = (int)Math.Round(place) + offset;
                if (at - half >= 0 && at + half <= signal.Length)
                {
                    energies.Add(sums[at + half] - sums[at - half]);
                }
            }

            energies.Sort();
            middles[offset + most] = Statistics.UpperMedian(CollectionsMarshal.AsSpan(energies), ofNone: 0);
        }

        int best = Array.IndexOf(middles, middles.Max());
        double[] sorted = [.. middles.Order()];
        return middles[best] > LeastVisible * Statistics.UpperMedian(sorted) ? best - most : null;
    }
}
