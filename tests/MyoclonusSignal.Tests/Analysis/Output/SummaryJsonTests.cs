using System.Text.Json;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>The digits and the names of a summary.</summary>
public sealed class SummaryJsonTests
{
    [Fact]
    public void TimesKeepFourDecimalsAtAnyLengthAndOtherNumbersSixDigits()
    {
        RejectedCandidate candidate = new(98_765.43214, 0.01234567, 98_765.44444, 1234.56789, 12.3456789, BurstRejection.LevelChange);
        JsonElement summary = Written(new RecordingWarning("w", null, 123_456.789_04, null, "text"), candidate);
        JsonElement rejected = summary.GetProperty("channels")[0].GetProperty("rejected")[0];
        Assert.Equal("98765.4321", rejected.GetProperty("onset_s").GetRawText());
        Assert.Equal("0.0123457", rejected.GetProperty("duration_s").GetRawText());
        Assert.Equal("98765.4444", rejected.GetProperty("peak_time_s").GetRawText());
        Assert.Equal("1234.57", rejected.GetProperty("peak_amplitude").GetRawText());
        Assert.Equal("12.3457", rejected.GetProperty("snr_db").GetRawText());
        Assert.Equal("level-change", rejected.GetProperty("reason").GetString());
        Assert.Equal(["onset_s", "duration_s", "peak_time_s", "peak_amplitude", "snr_db", "reason"], rejected.EnumerateObject().Select(key => key.Name));
        Assert.Equal("123456.789", summary.GetProperty("warnings")[0].GetProperty("start_s").GetRawText());
        Assert.Equal(JsonValueKind.Null, summary.GetProperty("warnings")[0].GetProperty("end_s").ValueKind);
        Assert.Equal("200000.1235", summary.GetProperty("input").GetProperty("duration_s").GetRawText());
    }

    [Fact]
    public void TheKeysStandInTheOrderOfTheContract()
    {
        JsonElement summary = Written(null, null);
        Assert.Equal(["schema_version", "software", "input", "options", "warnings", "channels"], summary.EnumerateObject().Select(key => key.Name));
        Assert.Equal(
            ["name", "kind", "unit", "sampling_rate_hz", "signals", "band_hz", "lines_hz", "analysed_s", "segments", "quality", "jerks", "negative_jerks", "rejected", "rhythm", "regularity"],
            summary.GetProperty("channels")[0].EnumerateObject().Select(key => key.Name));
        Assert.Equal(
            ["missing_fraction", "clipped_fraction", "flat_fraction", "line_noise_db", "noise_floor", "clipped", "flat"],
            summary.GetProperty("channels")[0].GetProperty("quality").EnumerateObject().Select(key => key.Name));
    }

    private static JsonElement Written(RecordingWarning? warning, RejectedCandidate? candidate)
    {
        ChannelResult channel = new(
            "emg", ChannelKind.Emg, "uV", 1000, ["emg"], null, [], 1, [new(0, 1)], new SignalQuality(1000, 0, 0, 0, null, double.NaN), null, candidate is null ? [] : [candidate], null);
        AnalysisResult result = new(
            new InputInfo("a/b.csv", "00", "CSV", 200_000.123_46), new AnalysisOptions(), 0, warning is null ? [] : [warning], [channel], []);
        using MemoryStream stream = new();
        SummaryJson.Write(result, stream);
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }
}
