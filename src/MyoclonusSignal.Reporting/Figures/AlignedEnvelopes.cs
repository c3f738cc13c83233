using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>The envelopes of the jerks of a channel on one axis of time, the onsets at 0, and of as many stretches without an event.</summary>
internal sealed class AlignedEnvelopes
{
    /// <summary>Where the axis begins, in seconds from the onset.</summary>
    public const double StartSeconds = -0.2;

    /// <summary>Where it ends.</summary>
    public const double EndSeconds = 0.35;

    // More add nothing that can be seen.
    private const int MostJerks = 2000;
    private const double CoarsestSeconds = 0.02;

    private AlignedEnvelopes(double[] seconds, List<float[]> jerks, List<float[]> controls, int all, int preceded)
    {
        Seconds = seconds;
        JerkCount = jerks.Count;
        ControlCount = controls.Count;
        AllJerks = all;
        PrecededCount = preceded;
        Median = new double[seconds.Length];
        LowerQuartile = new double[seconds.Length];
        UpperQuartile = new double[seconds.Length];
        Control = new double[seconds.Length];
        Quantiles(jerks, seconds.Length, (0.25, LowerQuartile), (0.5, Median), (0.75, UpperQuartile));
        Quantiles(controls, seconds.Length, (0.5, Control));
    }

    public double[] Seconds { get; }

    public double[] Median { get; }

    public double[] LowerQuartile { get; }

    public double[] UpperQuartile { get; }

    public double[] Control { get; }

    /// <summary>Gets how many jerks were laid onto each other.</summary>
    public int JerkCount { get; }

    /// <summary>Gets how many there are.</summary>
    public int AllJerks { get; }

    /// <summary>Gets in how many of them another event reaches into the time before.</summary>
    public int PrecededCount { get; }

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

        double step = pieces[0].BinSeconds;
        double[] seconds = [.. Enumerable.Range(0, (int)Math.Round((EndSeconds - StartSeconds) / step)).Select(i => StartSeconds + ((i + 0.5) * step))];
        AnalysisEvent[] events = [.. result.Events.Where(one => one.Channel == channel.Name)];
        List<float[]> jerks = [];
        int preceded = 0;
        double behind = double.NegativeInfinity;
        foreach (AnalysisEvent one in events)
        {
            if (one.Kind == EventKind.Jerk && jerks.Count < MostJerks && Cut(pieces, one.OnsetSeconds, seconds) is float[] cut)
            {
                if (behind > one.OnsetSeconds + StartSeconds)
                {
                    // What the event before left there is not the baseline of this one.
                    preceded++;
                    for (int i = 0; i < cut.Length && seconds[i] < Math.Min(behind - one.OnsetSeconds, 0); i++)
                    {
                        cut[i] = float.NaN;
                    }
                }

                jerks.Add(cut);
            }

            behind = Math.Max(behind, one.OnsetSeconds + one.DurationSeconds);
        }

        return new AlignedEnvelopes(seconds, jerks, Controls(pieces, channel, events, seconds, jerks.Count), events.Count(one => one.Kind == EventKind.Jerk), preceded);
    }

    /// <summary>As many stretches as jerks, in the middle of what is left between events.</summary>
    private static List<float[]> Controls(List<TracePiece> pieces, ChannelResult channel, AnalysisEvent[] events, double[] seconds, int most)
    {
        const double Length = EndSeconds - StartSeconds;
        List<float[]> controls = [];
        double behind = channel.Segments.Count > 0 ? channel.Segments[0].StartSeconds : 0;
        double last = channel.Segments.Count > 0 ? channel.Segments[^1].EndSeconds : 0;
        for (int i = 0; i <= events.Length && controls.Count < most; i++)
        {
            double onset = i < events.Length ? events[i].OnsetSeconds : last;
            if (onset - behind > Length + 0.1 && Cut(pieces, ((onset + behind) / 2) - ((StartSeconds + EndSeconds) / 2), seconds) is float[] cut)
            {
                controls.Add(cut);
            }

            behind = Math.Max(behind, onset + (i < events.Length ? events[i].DurationSeconds : 0));
        }

        return controls;
    }

    private static float[]? Cut(List<TracePiece> pieces, double onset, double[] seconds)
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

            // No whole number yet: behind a gap of years it is beyond any.
            double begin = Math.Round((onset + seconds[0] - piece.StartSeconds) / step);
            if (begin >= 0 && begin + seconds.Length <= piece.Count && onset >= piece.StartSeconds)
            {
                int first = (int)begin;
                float[] cut = new float[seconds.Length];
                for (int j = 0; j < cut.Length; j++)
                {
                    cut[j] = piece.Maximum[first + j];
                }

                return cut;
            }
        }

        return null;
    }

    /// <summary>Fills in quantiles of the curves at each time: NaN where no curve has a value, 0 where there is no curve.</summary>
    private static void Quantiles(List<float[]> curves, int length, params ReadOnlySpan<(double Fraction, double[] Values)> wanted)
    {
        if (curves.Count == 0)
        {
            return;
        }

        float[] column = new float[curves.Count];
        for (int i = 0; i < length; i++)
        {
            int count = 0;
            foreach (float[] curve in curves)
            {
                if (!float.IsNaN(curve[i]))
                {
                    column[count++] = curve[i];
                }
            }

            Array.Sort(column, 0, count);
            foreach ((double fraction, double[] values) in wanted)
            {
                double position = fraction * (count - 1);
                int lower = (int)position;
                values[i] = count == 0
                    ? double.NaN
                    : column[lower] + ((position - lower) * (column[Math.Min(lower + 1, count - 1)] - column[lower]));
            }
        }
    }
}
