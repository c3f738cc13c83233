using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>
/// The envelopes of the jerks of a channel on one axis of time, the onsets at 0, and of as many stretches without an event. The same
/// jerks are averaged at every time: those with nothing else in the whole window. A curve of other jerks at other times would have steps
/// where they come and go, and the next jerk of a train in its tail.
/// </summary>
internal sealed class AlignedEnvelopes
{
    // The window where jerks are far apart: the longest of them, and as long before as shows the rest.
    private const double MostBeforeSeconds = 0.2;
    private const double MostBehindSeconds = 0.35;

    // Where they are close, the window is so short that three quarters of the jerks have nothing else in each half of it.
    private const int FreeDivisor = 4;

    // More add nothing that can be seen.
    private const int MostJerks = 2000;
    private const double CoarsestSeconds = 0.02;
    private const double ControlMarginSeconds = 0.1;

    private AlignedEnvelopes(double[] seconds, List<float[]> jerks, List<float[]> controls)
    {
        Seconds = seconds;
        JerkCount = jerks.Count;
        ControlCount = controls.Count;
        Median = new double[seconds.Length];
        LowerQuartile = new double[seconds.Length];
        UpperQuartile = new double[seconds.Length];
        Control = new double[seconds.Length];
        Quantiles(jerks, seconds.Length, (0.25, LowerQuartile), (0.5, Median), (0.75, UpperQuartile));
        Quantiles(controls, seconds.Length, (0.5, Control));
    }

    /// <summary>Gets where the window begins, in seconds from the onset.</summary>
    public required double StartSeconds { get; init; }

    /// <summary>Gets where it ends.</summary>
    public required double EndSeconds { get; init; }

    /// <summary>Gets the length of the window of the envelope, in seconds.</summary>
    public required double ScaleSeconds { get; init; }

    /// <summary>Gets the middles of the bins of the window, in seconds from the onset.</summary>
    public double[] Seconds { get; }

    public double[] Median { get; }

    public double[] LowerQuartile { get; }

    public double[] UpperQuartile { get; }

    public double[] Control { get; }

    /// <summary>Gets how many jerks were laid onto each other.</summary>
    public int JerkCount { get; }

    /// <summary>Gets how many there are.</summary>
    public required int AllJerks { get; init; }

    /// <summary>Gets how many have nothing else in the window; of a long recording the signal was kept around some of them only.</summary>
    public required int FreeJerks { get; init; }

    /// <summary>Gets how many of those were taken: one in so many.</summary>
    public required int Stride { get; init; }

    /// <summary>Gets the number of stretches without an event.</summary>
    public int ControlCount { get; }

    /// <summary>Gives the envelopes of a channel, or <see langword="null"/> where the envelope was not kept finely enough.</summary>
    public static AlignedEnvelopes? Of(AnalysisResult result, ChannelResult channel)
    {
        if (TraceFigure.TracesOf(result, channel) is not { } traces)
        {
            return null;
        }

        int line = traces.Lines.ToList().FindIndex(one => one.Kind == TraceKind.Envelope);
        if (line < 0 || traces.Lines[line].Pieces.Count == 0)
        {
            return null;
        }

        List<TracePiece> pieces = [.. (traces.Details.Count > 0 ? traces.Details.Select(detail => detail.Pieces[line]) : traces.Lines[line].Pieces).Where(piece => piece.Count > 0)];
        if (pieces.Count == 0 || pieces[0].BinSeconds > CoarsestSeconds)
        {
            return null;
        }

        AnalysisEvent[] events = [.. result.Events.Where(one => one.Channel == channel.Name)];
        double scale = Scale(result, channel);
        List<FreeJerk> free = Free(events, scale);
        double step = pieces[0].BinSeconds;
        double before = Length(free.Select(one => one.BeforeSeconds), MostBeforeSeconds, step);
        double behind = Length(free.Select(one => one.BehindSeconds), MostBehindSeconds, step);
        double[] seconds = [.. Enumerable.Range(0, (int)Math.Round((before + behind) / step)).Select(i => -before + ((i + 0.5) * step))];
        FreeJerk[] isolated = [.. free.Where(one => one.BeforeSeconds >= before && one.BehindSeconds >= behind)];
        List<float[]> kept = [.. isolated.Select(one => Cut(pieces, one.OnsetSeconds, -before, seconds.Length)).OfType<float[]>()];
        int stride = Stepping(kept.Count, MostJerks);
        List<float[]> jerks = [.. kept.Where((_, i) => i % stride == 0)];
        return new AlignedEnvelopes(seconds, jerks, Controls(pieces, channel, events, (-before, seconds.Length), jerks.Count))
        {
            StartSeconds = -before,
            EndSeconds = behind,
            ScaleSeconds = scale,
            AllJerks = events.Count(one => one.Kind == EventKind.Jerk),
            FreeJerks = isolated.Length,
            Stride = stride,
        };
    }

    /// <summary>The envelope is a mean over so long: an event begins to show half of it before its onset.</summary>
    private static double Scale(AnalysisResult result, ChannelResult channel) =>
        (channel.Kind == ChannelKind.Acceleration ? result.Options.AccelerationDetector : result.Options.EmgDetector).ScaleSeconds;

    /// <summary>The jerks that lie in no other event, each with the time to the event before and to the one behind.</summary>
    private static List<FreeJerk> Free(AnalysisEvent[] events, double scaleSeconds)
    {
        List<FreeJerk> free = [];
        double behind = double.NegativeInfinity;
        for (int i = 0; i < events.Length; i++)
        {
            AnalysisEvent one = events[i];
            double before = one.OnsetSeconds - behind - (scaleSeconds / 2);
            if (one.Kind == EventKind.Jerk && before > 0)
            {
                double next = i + 1 < events.Length ? events[i + 1].OnsetSeconds : double.PositiveInfinity;
                free.Add(new FreeJerk(one.OnsetSeconds, before, next - one.OnsetSeconds - (scaleSeconds / 2)));
            }

            behind = Math.Max(behind, one.OnsetSeconds + one.DurationSeconds);
        }

        return free;
    }

    /// <summary>The length of one half of the window, in whole bins.</summary>
    private static double Length(IEnumerable<double> free, double most, double step)
    {
        double[] sorted = [.. free.Order()];
        double wanted = sorted.Length == 0 ? most : Math.Clamp(sorted[sorted.Length / FreeDivisor], step, most);
        return Math.Max(1, Math.Floor((wanted / step) + 1e-6)) * step;
    }

    private static int Stepping(int count, int most) => most == 0 ? 1 : Math.Max(1, (count + most - 1) / most);

    /// <summary>
    /// As many stretches as jerks, in the middle of what is left between events, spread evenly over the recording. What was rejected is in
    /// none of them: of a long recording the signal is kept around rejected candidates, and those would be all that is compared with.
    /// </summary>
    private static List<float[]> Controls(List<TracePiece> pieces, ChannelResult channel, AnalysisEvent[] events, (double StartSeconds, int Count) window, int most)
    {
        double length = window.Count * pieces[0].BinSeconds;
        double middle = window.StartSeconds + (length / 2);
        List<double> places = [];
        double behind = channel.Segments.Count > 0 ? channel.Segments[0].StartSeconds : 0;
        double last = channel.Segments.Count > 0 ? channel.Segments[^1].EndSeconds : 0;
        double rejected = double.NegativeInfinity;
        int candidate = 0;
        for (int i = 0; i <= events.Length; i++)
        {
            double onset = i < events.Length ? events[i].OnsetSeconds : last;
            double start = ((onset + behind) / 2) - (length / 2);
            for (; candidate < channel.Rejected.Count && channel.Rejected[candidate].OnsetSeconds < start + length; candidate++)
            {
                rejected = Math.Max(rejected, channel.Rejected[candidate].OnsetSeconds + channel.Rejected[candidate].DurationSeconds);
            }

            if (onset - behind > length + ControlMarginSeconds && rejected <= start)
            {
                places.Add(start + (length / 2) - middle);
            }

            behind = Math.Max(behind, onset + (i < events.Length ? events[i].DurationSeconds : 0));
        }

        List<float[]> controls = [.. places.Select(place => Cut(pieces, place, window.StartSeconds, window.Count)).OfType<float[]>()];
        int stride = Stepping(controls.Count, most);
        return [.. controls.Where((_, i) => i % stride == 0)];
    }

    private static float[]? Cut(List<TracePiece> pieces, double onset, double startSeconds, int count)
    {
        double step = pieces[0].BinSeconds;

        // The last piece that begins at the onset or before it; its neighbour before may reach over it.
        int low = 0;
        int high = pieces.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = pieces[middle].StartSeconds <= onset ? (middle + 1, high) : (low, middle);
        }

        for (int i = low - 1; i >= Math.Max(0, low - 2); i--)
        {
            TracePiece piece = pieces[i];

            // The bin that begins nearest to the window. No whole number yet: behind a gap of years it is beyond any.
            double begin = Math.Round((onset + startSeconds - piece.StartSeconds) / step);
            if (begin >= 0 && begin + count <= piece.Count && onset >= piece.StartSeconds)
            {
                int first = (int)begin;
                float[] cut = new float[count];
                for (int j = 0; j < cut.Length; j++)
                {
                    cut[j] = piece.Maximum[first + j];
                }

                return cut;
            }
        }

        return null;
    }

    /// <summary>Fills in quantiles of the curves at each time; 0 where there is no curve.</summary>
    private static void Quantiles(List<float[]> curves, int length, params ReadOnlySpan<(double Fraction, double[] Values)> wanted)
    {
        if (curves.Count == 0)
        {
            return;
        }

        float[] column = new float[curves.Count];
        for (int i = 0; i < length; i++)
        {
            for (int curve = 0; curve < column.Length; curve++)
            {
                column[curve] = curves[curve][i];
            }

            Array.Sort(column);
            foreach ((double fraction, double[] values) in wanted)
            {
                double position = fraction * (column.Length - 1);
                int lower = (int)position;
                values[i] = column[lower] + ((position - lower) * (column[Math.Min(lower + 1, column.Length - 1)] - column[lower]));
            }
        }
    }

    /// <summary>A jerk that lies in no other event.</summary>
    /// <param name="OnsetSeconds">Its onset.</param>
    /// <param name="BeforeSeconds">How long before the onset nothing else shows in the envelope.</param>
    /// <param name="BehindSeconds">How long behind the onset nothing else shows in it.</param>
    private readonly record struct FreeJerk(double OnsetSeconds, double BeforeSeconds, double BehindSeconds);
}
