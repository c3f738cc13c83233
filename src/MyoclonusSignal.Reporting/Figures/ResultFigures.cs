using System.Text;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>All figures of a result, each with the name of its file.</summary>
public static class ResultFigures
{
    private const double TraceSeconds = 10;
    private const int MostLetters = 40;

    /// <summary>Gives the figures that there is something for, in the order of the report.</summary>
    /// <param name="result">The result; with traces, if the signals are to be drawn.</param>
    /// <param name="stem">What the names of the files begin with.</param>
    public static IReadOnlyList<(string Name, Action<Stream> Write)> Files(AnalysisResult result, string stem)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(stem);
        List<(string Name, Action<Stream> Write)> files = [];
        if (RasterFigure.IsPossible(result))
        {
            files.Add(($"{stem}_raster.svg", stream => RasterFigure.Write(result, stream)));
        }

        HashSet<string> used = new(StringComparer.OrdinalIgnoreCase);
        foreach (ChannelResult channel in result.Channels)
        {
            string name = $"{stem}_{Unique(channel.Name, used)}";
            if (TraceFigure.IsPossible(result, channel))
            {
                (double start, double end) = TelltaleStretch(result, channel);
                files.Add(($"{name}_trace.svg", stream => TraceFigure.Write(result, channel, start, end, stream)));
            }

            Add(DurationFigure.IsPossible(result, channel), "durations", stream => DurationFigure.Write(result, channel, stream));
            Add(IntervalFigure.IsPossible(result, channel), "intervals", stream => IntervalFigure.Write(result, channel, stream));
            Add(JerkAverageFigure.IsPossible(result, channel), "average", stream => JerkAverageFigure.Write(result, channel, stream));
            Add(SpectrumFigure.IsPossible(result, channel), "spectrum", stream => SpectrumFigure.Write(result, channel, stream));
            Add(SpectrogramFigure.IsPossible(result, channel), "spectrogram", stream => SpectrogramFigure.Write(result, channel, stream));

            void Add(bool isPossible, string kind, Action<Stream> write)
            {
                if (isPossible)
                {
                    files.Add(($"{name}_{kind}.svg", write));
                }
            }
        }

        return files;
    }

    /// <summary>
    /// Gives the ten seconds of a channel with the most jerks; of none, the first ones. Of a long recording, of which every
    /// sample was kept around events only, the stretch of those with the most events.
    /// </summary>
    internal static Interval TelltaleStretch(AnalysisResult result, ChannelResult channel)
    {
        double[] onsets = [.. result.Events.Where(one => one.Channel == channel.Name).Select(one => one.OnsetSeconds)];
        if (TraceFigure.TracesOf(result, channel) is { Details: { Count: > 0 } details } traces && traces.Lines[0].Pieces[0].BinSeconds > TraceColumns.CoarseSeconds)
        {
            TraceDetail fullest = details.MaxBy(detail => onsets.Count(onset => detail.StartSeconds <= onset && onset < detail.EndSeconds))!;
            return new Interval(fullest.StartSeconds, fullest.EndSeconds);
        }

        double first = channel.Segments.Count > 0 ? channel.Segments[0].StartSeconds : 0;
        double last = channel.Segments.Count > 0 ? channel.Segments[^1].EndSeconds : result.Input.DurationSeconds;
        double length = Math.Min(TraceSeconds, Math.Max(last - first, 0.01));
        int best = 0;
        double start = first;
        for (int i = 0, j = 0; i < onsets.Length; i++)
        {
            while (j < onsets.Length && onsets[j] < onsets[i] + length - 1)
            {
                j++;
            }

            if (j - i > best)
            {
                (best, start) = (j - i, onsets[i] - 0.5);
            }
        }

        start = Math.Clamp(start, first, Math.Max(first, last - length));
        return new Interval(start, start + length);
    }

    /// <summary>A name that every file system takes, and that no other channel has.</summary>
    private static string Unique(string channel, HashSet<string> used)
    {
        StringBuilder safe = new();
        foreach (char letter in channel.Length > MostLetters ? channel[..MostLetters] : channel)
        {
            safe.Append(char.IsAsciiLetterOrDigit(letter) || letter == '-' ? letter : '-');
        }

        string name = safe.Length == 0 ? "channel" : safe.ToString();
        string found = name;
        for (int i = 2; !used.Add(found); i++)
        {
            found = $"{name}-{i}";
        }

        return found;
    }
}
