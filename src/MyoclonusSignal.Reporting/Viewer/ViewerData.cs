using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Analysis.Traces;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Recordings.Bids;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Reporting.Viewer;

/// <summary>
/// The data that the scripts of a page work on, as one JSON object: signals, events, rejected candidates, bouts, stages. Whatever a
/// file calls its channels, nothing in it can end the element it stands in: the encoder escapes every angle bracket.
/// </summary>
internal static class ViewerData
{
    /// <summary>Writes the object.</summary>
    /// <param name="result">The result, with its traces where there are to be signals.</param>
    /// <param name="options">How much.</param>
    /// <param name="stream">Where to; not closed.</param>
    public static void Write(AnalysisResult result, ViewerOptions options, Stream stream) =>
        JsonSerializer.Serialize(stream, new PageView(result, options), ViewerJson.Default.PageView);

    /// <summary>Gives times of a page: to a tenth of a millisecond.</summary>
    public static double Rounded(double seconds) => Math.Round(seconds, 4);
}

/// <summary>The whole object: the keys in the order of the page.</summary>
internal sealed class PageView(AnalysisResult result, ViewerOptions options)
{
    private readonly AnalysisEvent[] _listed = [.. ResultFiles.Listed(result)];
    private string? _eventsTsv;

    public int SchemaVersion { get; } = 1;

    public string? File => Path.GetFileName(result.Input.Path);

    public string Sha256 => result.Input.Sha256;

    public double DurationS => ViewerData.Rounded(result.Input.DurationSeconds);

    public double EmgJerkLimitS => result.Options.EmgDetector.JerkLimitSeconds;

    public double AccJerkLimitS => result.Options.AccelerationDetector.JerkLimitSeconds;

    public IEnumerable<PageChannelView> Channels =>
        result.Channels.Select(channel => new PageChannelView(channel, result.Traces.FirstOrDefault(traces => traces.Channel == channel.Name)));

    public int EventCount => _listed.Length;

    /// <summary>Gets what tells one review of a recording from the next: what a browser keeps of one is not taken for that of another.</summary>
    public string ReviewId => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(EventsTsv)))[..16];

    /// <summary>Gets the table itself, so that a reviewed one has the very columns and numbers of <c>events.tsv</c>.</summary>
    public string EventsTsv => _eventsTsv ??= WriteEvents();

    public int EventStride => Stride(_listed.Length, options.MostEvents);

    public int RejectedCount => result.Channels.Sum(channel => channel.Rejected.Count);

    public int RejectedStride => Stride(RejectedCount, options.MostEvents);

    /// <summary>Gets the candidates as rows: channel, onset, duration, peak time, amplitude, dB, reason.</summary>
    public IEnumerable<JsonArray> Rejected
    {
        get
        {
            int stride = RejectedStride;
            return result.Channels.SelectMany((channel, i) => channel.Rejected.Select(one => (Channel: i, Candidate: one)))
                .Where((_, at) => at % stride == 0).Select(one => Row(one.Channel, one.Candidate));
        }
    }

    /// <summary>Gets the epochs as rows: start, end, stage.</summary>
    public IEnumerable<JsonArray> Stages =>
        result.Hypnogram.Select(epoch => new JsonArray(ViewerData.Rounded(epoch.OnsetSeconds), ViewerData.Rounded(epoch.EndSeconds), epoch.Stage.ToString()));

    private string WriteEvents()
    {
        EventTable table = ResultFiles.ToEventTable(result);
        EventTable listed = EventStride == 1 ? table : new EventTable(table.Rows.Where((_, i) => i % EventStride == 0), table.ExtraColumns);
        using StringWriter text = new(CultureInfo.InvariantCulture);
        listed.Write(text);
        return text.ToString();
    }

    private static JsonArray Row(int channel, RejectedCandidate candidate) => new(
        channel,
        ViewerData.Rounded(candidate.OnsetSeconds),
        ViewerData.Rounded(candidate.DurationSeconds),
        ViewerData.Rounded(candidate.PeakTimeSeconds),
        (float)candidate.PeakAmplitude,
        double.IsFinite(candidate.SnrDb) ? Math.Round(candidate.SnrDb, 2) : 0,
        candidate.ReasonName);

    private static int Stride(int count, int most) => Math.Max(1, (count + most - 1) / Math.Max(1, most));
}

/// <summary>One channel of the page.</summary>
internal sealed class PageChannelView(ChannelResult channel, ChannelTraces? traces)
{
    public string Name => channel.Name;

    public string Kind => (channel.Kind == ChannelKind.Acceleration ? ChannelKind.Acceleration : ChannelKind.Emg).Name();

    public string? Unit => channel.Unit;

    /// <summary>Gets start and end of each segment.</summary>
    public IEnumerable<double[]> Segments =>
        channel.Segments.Select(segment => new[] { ViewerData.Rounded(segment.StartSeconds), ViewerData.Rounded(segment.EndSeconds) });

    /// <summary>Gets start, end and frequency of each bout of the rhythm.</summary>
    public IEnumerable<double[]> Bouts => (channel.Rhythm?.Bouts ?? []).Select((RhythmBout bout) =>
        new[] { ViewerData.Rounded(bout.StartSeconds), ViewerData.Rounded(bout.EndSeconds), Math.Round(bout.FrequencyHz, 2) });

    /// <summary>Gets the time in which jerks were looked for.</summary>
    public double AnalysedS => ViewerData.Rounded(channel.AnalysedSeconds);

    /// <summary>Gets the number of jerks, or <see langword="null"/> where none were looked for.</summary>
    public int? JerkCount => channel.Jerks?.Count;

    public int? ContractionCount => channel.Jerks?.ContractionCount;

    public int? NegativeCount => channel.NegativeJerks?.Count;

    public IEnumerable<LineView> Lines => (traces?.Lines ?? []).Select(line => new LineView(line));

    public IEnumerable<DetailView> Details => (traces?.Details ?? []).Select(detail => new DetailView(detail, traces!.Lines));
}

/// <summary>One line over the whole recording.</summary>
internal sealed class LineView(SignalTrace line)
{
    public string Kind => line.Kind switch
    {
        TraceKind.Recorded => "recorded",
        TraceKind.Filtered => "filtered",
        TraceKind.Envelope => "envelope",
        TraceKind.NoiseFloor => "floor",
        _ => "threshold",
    };

    public string Name => line.Name;

    public IEnumerable<PieceView> Pieces => line.Pieces.Select(piece => new PieceView(piece, line.Kind));
}

/// <summary>The surroundings of events, in finer bins: one piece for each line.</summary>
internal sealed class DetailView(TraceDetail detail, IReadOnlyList<SignalTrace> lines)
{
    public double Start => ViewerData.Rounded(detail.StartSeconds);

    public double End => ViewerData.Rounded(detail.EndSeconds);

    public IEnumerable<PieceView> Pieces => detail.Pieces.Select((piece, i) => new PieceView(piece, lines[i].Kind));
}

/// <summary>A stretch of a line: of a signal the smallest and the largest value of each bin; of what is drawn as one line, the largest.</summary>
internal sealed class PieceView(TracePiece piece, TraceKind kind)
{
    [JsonPropertyName("t")]
    public double StartSeconds => Math.Round(piece.StartSeconds, 6);

    [JsonPropertyName("d")]
    public double BinSeconds => Math.Round(piece.BinSeconds, 9);

    [JsonPropertyName("n")]
    public int Count => piece.Count;

    [JsonPropertyName("lo")]
    public byte[] Lowest => PieceCode.Encode(IsSignal ? piece.Minimum : piece.Maximum);

    [JsonPropertyName("hi")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? Highest => IsSignal && !ReferenceEquals(piece.Minimum, piece.Maximum) ? PieceCode.Encode(piece.Maximum) : null;

    private bool IsSignal => kind is TraceKind.Recorded or TraceKind.Filtered;
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PageView))]
internal sealed partial class ViewerJson : JsonSerializerContext;
