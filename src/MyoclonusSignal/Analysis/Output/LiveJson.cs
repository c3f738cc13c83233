using System.Buffers;
using System.Text.Json;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Writes a live analysis as lines of JSON: <c>start</c>, then <c>event</c>, <c>retracted</c> and <c>rhythm</c> as they come, then
/// <c>summary</c>. Stable order of keys, units in the names; times have four decimals, like those of <c>events.tsv</c>.
/// </summary>
/// <remarks>A line reaches the stream in one piece; the stream is not flushed.</remarks>
public static class LiveJson
{
    /// <summary>Writes the first line: what is analysed, with which options, and how late events come.</summary>
    /// <param name="analyzer">The analyzer.</param>
    /// <param name="stream">Receives one line.</param>
    public static void WriteStart(LiveAnalyzer analyzer, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(analyzer);
        WriteLine(stream, "start", json =>
        {
            json.WriteString("schema_version", SummaryJson.SchemaVersion);
            json.WriteStartObject("software");
            json.WriteString("name", "MyoclonusSignal");
            json.WriteString("version", SummaryJson.SoftwareVersion);
            json.WriteEndObject();
            json.WriteStartArray("channels");
            foreach (RecordingChannel channel in analyzer.Channels)
            {
                json.WriteStartObject();
                json.WriteString("name", channel.Name);
                json.WriteString("kind", SummaryJson.KindName(channel.Kind));
                json.WriteString("unit", channel.Unit);
                json.Number("sampling_rate_hz", channel.SampleRate);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Rounded(json, "latency_s", analyzer.LatencySeconds, 4);
            Rounded(json, "preview_s", analyzer.Options.PreviewSeconds, 4);
            OptionsJson.Write(json, analyzer.Options, analyzer.Options.LineFrequencyHz ?? 0);
        });
    }

    /// <summary>Writes an event, or that it is taken back.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="stream">Receives one line.</param>
    public static void WriteNotice(LiveNotice notice, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(notice);
        AnalysisEvent row = notice.Event;
        if (notice.IsRetracted)
        {
            WriteLine(stream, "retracted", json =>
            {
                json.WriteNumber("id", notice.Id);
                Rounded(json, "onset_s", row.OnsetSeconds, 4);
                json.WriteString("channel", row.Channel);
                json.WriteString("reason", notice.Reason == BurstRejection.None ? null : RejectedCandidate.NameOf(notice.Reason));
            });
            return;
        }

        WriteLine(stream, "event", json =>
        {
            json.WriteNumber("id", notice.Id);
            Rounded(json, "onset_s", row.OnsetSeconds, 4);
            Rounded(json, "duration_s", row.DurationSeconds, 4);
            json.WriteString("trial_type", row.TrialType);
            json.WriteString("channel", row.Channel);
            Rounded(json, "peak_time_s", row.PeakTimeSeconds, 4);
            json.Number("peak_amplitude", row.PeakAmplitude);
            json.Number("rms_amplitude", row.RmsAmplitude);
            json.Number("area", row.Area);
            Rounded(json, "snr_db", row.SnrDb, 2);
            json.WriteString("burst_class", row.BurstClass);
            Rounded(json, "rise_time_s", row.RiseSeconds, 4);
            Rounded(json, "mean_frequency_hz", row.MeanFrequencyHz, 1);
            Rounded(json, "onset_uncertainty_s", row.OnsetUncertaintySeconds, 4);
            Rounded(json, "offset_uncertainty_s", row.OffsetUncertaintySeconds, 4);
            json.WriteNull("group");
            Rounded(json, "latency_s", notice.LatencySeconds, 4);
        });
    }

    /// <summary>Writes a change in the rhythm of a channel.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="stream">Receives one line.</param>
    public static void WriteRhythm(LiveRhythmNotice notice, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(notice);
        WriteLine(stream, "rhythm", json =>
        {
            json.WriteString("channel", notice.Channel);
            json.WriteBoolean("is_on", notice.IsOn);
            json.WriteString("change", EnumNames.Kebab(notice.Change));
            Rounded(json, "since_s", notice.SinceSeconds, 4);
            Rounded(json, "frequency_hz", notice.FrequencyHz, 4);
            json.Pair("frequency_ci95", notice.FrequencyCi95 is ConfidenceInterval known ? (known.Low, known.High) : null);
            json.Number("p_value", notice.PValue);
            Rounded(json, "snr_db", notice.SnrDb, 2);
            Rounded(json, "given_s", notice.GivenSeconds, 4);
        });
    }

    /// <summary>Writes the last line: what was found in the whole recording, and how late it was told.</summary>
    /// <param name="result">The result.</param>
    /// <param name="end">Why it ended.</param>
    /// <param name="latency">How much signal came in behind the events before they were given.</param>
    /// <param name="processing">How long it took, by the clock on the wall, from reading a sample to giving the event it settled.</param>
    /// <param name="stream">Receives one line.</param>
    public static void WriteSummary(AnalysisResult result, LiveEnd end, DelaySummary latency, DelaySummary processing, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(result);
        WriteLine(stream, "summary", json =>
        {
            json.WriteString("ended", end switch { LiveEnd.EndOfInput => "end-of-input", LiveEnd.BadData => "bad-data", _ => "interrupted" });
            Rounded(json, "duration_s", result.Input.DurationSeconds, 4);
            json.Number("line_frequency_hz", result.LineFrequencyHz);
            json.WriteNumber("events", result.Events.Count);
            json.WriteStartArray("channels");
            foreach (ChannelResult channel in result.Channels)
            {
                WriteChannel(json, channel);
            }

            json.WriteEndArray();
            json.WriteStartArray("warnings");
            foreach (RecordingWarning warning in result.Warnings)
            {
                SummaryJson.WriteWarning(json, warning);
            }

            json.WriteEndArray();
            WriteDelay(json, "latency_s", latency);
            WriteDelay(json, "processing_s", processing);
        });
    }

    private static void WriteChannel(Utf8JsonWriter json, ChannelResult channel)
    {
        json.WriteStartObject();
        json.WriteString("name", channel.Name);
        json.WriteString("kind", SummaryJson.KindName(channel.Kind));
        Rounded(json, "analysed_s", channel.AnalysedSeconds, 4);
        json.WriteNumber("segments", channel.Segments.Count);
        SummaryJson.WriteQuality(json, channel.Quality, channel.Clipped, channel.Flat);
        SummaryJson.WriteJerks(json, channel.Jerks);
        json.WriteStartObject("rejected");
        foreach (IGrouping<BurstRejection, RejectedCandidate> reason in channel.Rejected.GroupBy(candidate => candidate.Reason).OrderBy(group => group.Key))
        {
            json.WriteNumber(RejectedCandidate.NameOf(reason.Key), reason.Count());
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteDelay(Utf8JsonWriter json, string name, DelaySummary delay)
    {
        json.WriteStartObject(name);
        Rounded(json, "median", delay.MedianSeconds, 4);
        Rounded(json, "p95", delay.Percentile95Seconds, 4);
        Rounded(json, "max", delay.MaximumSeconds, 4);
        json.WriteEndObject();
    }

    private static void WriteLine(Stream stream, string type, Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter json = new(line))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            write(json);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        stream.Write(line.WrittenSpan);
    }

    /// <summary>A number with so many decimals: six significant digits would not tell milliseconds after a few hours.</summary>
    private static void Rounded(Utf8JsonWriter json, string name, double? value, int decimals)
    {
        if (value is double number && double.IsFinite(number))
        {
            json.WriteNumber(name, Math.Round(number, decimals));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
