using System.Globalization;
using System.Text.Json;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Recordings.Bids;

namespace MyoclonusSignal.Reporting.Viewer;

/// <summary>
/// The data that the scripts of a page work on, as one JSON object: signals, events, rejected candidates, bouts, stages. Whatever a
/// file calls its channels, nothing in it can end the element it stands in: the encoder escapes every angle bracket.
/// </summary>
internal static class ViewerData
{
    private static readonly string[] KindNames = ["recorded", "filtered", "envelope", "floor", "threshold"];

    /// <summary>Writes the object.</summary>
    /// <param name="result">The result, with its traces where there are to be signals.</param>
    /// <param name="options">How much.</param>
    /// <param name="stream">Where to; not closed.</param>
    public static void Write(AnalysisResult result, ViewerOptions options, Stream stream)
    {
        using Utf8JsonWriter json = new(stream);
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteString("file", Path.GetFileName(result.Input.Path));
        json.WriteString("reviewed_tsv", options.ReviewedEvents);
        json.WriteString("sha256", result.Input.Sha256);
        json.WriteNumber("duration_s", Rounded(result.Input.DurationSeconds));
        json.WriteNumber("emg_jerk_limit_s", result.Options.EmgDetector.JerkLimitSeconds);
        json.WriteNumber("acc_jerk_limit_s", result.Options.AccelerationDetector.JerkLimitSeconds);
        json.WriteStartArray("channels");
        foreach (ChannelResult channel in result.Channels)
        {
            WriteChannel(channel, result.Traces.FirstOrDefault(traces => traces.Channel == channel.Name), json);
        }

        json.WriteEndArray();
        WriteEvents(result, options, json);
        WriteRejected(result, options, json);
        json.WriteStartArray("stages");
        foreach (Sleep.SleepEpoch epoch in result.Hypnogram)
        {
            json.WriteStartArray();
            json.WriteNumberValue(Rounded(epoch.OnsetSeconds));
            json.WriteNumberValue(Rounded(epoch.EndSeconds));
            json.WriteStringValue(epoch.Stage.ToString());
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    private static void WriteChannel(ChannelResult channel, ChannelTraces? traces, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", channel.Name);
        json.WriteString("kind", channel.Kind == Recordings.ChannelKind.Acceleration ? "acc" : "emg");
        json.WriteString("unit", channel.Unit);
        json.WriteStartArray("segments");
        foreach ((double startSeconds, double endSeconds) in channel.Segments)
        {
            WriteTimes(startSeconds, endSeconds, null, json);
        }

        json.WriteEndArray();
        json.WriteStartArray("bouts");
        foreach (Rhythm.RhythmBout bout in channel.Rhythm?.Bouts ?? [])
        {
            WriteTimes(bout.StartSeconds, bout.EndSeconds, bout.FrequencyHz, json);
        }

        json.WriteEndArray();
        json.WriteStartArray("lines");
        foreach (SignalTrace line in traces?.Lines ?? [])
        {
            json.WriteStartObject();
            json.WriteString("kind", KindNames[(int)line.Kind]);
            json.WriteString("name", line.Name);
            json.WriteStartArray("pieces");
            foreach (TracePiece piece in line.Pieces)
            {
                WritePiece(piece, line.Kind, json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("details");
        foreach (TraceDetail detail in traces?.Details ?? [])
        {
            json.WriteStartObject();
            json.WriteNumber("start", Rounded(detail.StartSeconds));
            json.WriteNumber("end", Rounded(detail.EndSeconds));
            json.WriteStartArray("pieces");
            for (int i = 0; i < detail.Pieces.Count; i++)
            {
                WritePiece(detail.Pieces[i], traces!.Lines[i].Kind, json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Of a signal the smallest and the largest value of each bin; of what is drawn as one line, the largest.
    private static void WritePiece(TracePiece piece, TraceKind kind, Utf8JsonWriter json)
    {
        bool isSignal = kind is TraceKind.Recorded or TraceKind.Filtered;
        json.WriteStartObject();
        json.WriteNumber("t", Math.Round(piece.StartSeconds, 6));
        json.WriteNumber("d", Math.Round(piece.BinSeconds, 9));
        json.WriteNumber("n", piece.Count);
        json.WriteBase64String("lo", PieceCode.Encode(isSignal ? piece.Minimum : piece.Maximum));
        if (isSignal && !ReferenceEquals(piece.Minimum, piece.Maximum))
        {
            json.WriteBase64String("hi", PieceCode.Encode(piece.Maximum));
        }

        json.WriteEndObject();
    }

    // The table itself, so that a reviewed one has the very columns and numbers of events.tsv.
    private static void WriteEvents(AnalysisResult result, ViewerOptions options, Utf8JsonWriter json)
    {
        int count = result.Events.Count;
        json.WriteNumber("event_count", count);
        int stride = Stride(count, options.MostEvents);
        EventTable table = ResultFiles.ToEventTable(result);
        EventTable listed = stride == 1 ? table : new EventTable(table.Rows.Where((_, i) => i % stride == 0), table.ExtraColumns);
        using StringWriter text = new(CultureInfo.InvariantCulture);
        listed.Write(text);
        json.WriteString("events_tsv", text.ToString());
        json.WriteNumber("event_stride", stride);
    }

    private static void WriteRejected(AnalysisResult result, ViewerOptions options, Utf8JsonWriter json)
    {
        int count = result.Channels.Sum(channel => channel.Rejected.Count);
        int stride = Stride(count, options.MostEvents);
        json.WriteNumber("rejected_count", count);
        json.WriteNumber("rejected_stride", stride);
        json.WriteStartArray("rejected");
        int at = 0;
        for (int i = 0; i < result.Channels.Count; i++)
        {
            foreach (RejectedCandidate candidate in result.Channels[i].Rejected)
            {
                if (at++ % stride != 0)
                {
                    continue;
                }

                json.WriteStartArray();
                json.WriteNumberValue(i);
                json.WriteNumberValue(Rounded(candidate.OnsetSeconds));
                json.WriteNumberValue(Rounded(candidate.DurationSeconds));
                json.WriteNumberValue(Rounded(candidate.PeakTimeSeconds));
                json.WriteNumberValue((float)candidate.PeakAmplitude);
                json.WriteNumberValue(double.IsFinite(candidate.SnrDb) ? Math.Round(candidate.SnrDb, 2) : 0);
                json.WriteStringValue(candidate.ReasonName);
                json.WriteEndArray();
            }
        }

        json.WriteEndArray();
    }

    private static int Stride(int count, int most) => Math.Max(1, (count + most - 1) / Math.Max(1, most));

    private static void WriteTimes(double startSeconds, double endSeconds, double? hz, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Rounded(startSeconds));
        json.WriteNumberValue(Rounded(endSeconds));
        if (hz is double frequency)
        {
            json.WriteNumberValue(Math.Round(frequency, 2));
        }

        json.WriteEndArray();
    }

    private static double Rounded(double seconds) => Math.Round(seconds, 4);
}
