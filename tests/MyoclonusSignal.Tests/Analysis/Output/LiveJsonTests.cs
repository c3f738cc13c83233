using System.Text;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Tests.Analysis;

/// <summary>The lines of a live analysis.</summary>
public sealed class LiveJsonTests
{
    private static readonly AnalysisEvent Late = new(
        25_200.12345, 0.0512, EventKind.Jerk, "emg \"ta\"", 25_200.1301, 123.456789, 45.6789, 1.5, 12.345, "50to100ms", 0.01, null, null, 0.002, string.Empty);

    [Fact]
    public void AnEventAfterHoursKeepsItsTenthsOfMilliseconds() => Assert.Equal(
        """{"type":"event","id":7,"onset_s":25200.1235,"duration_s":0.0512,"trial_type":"jerk","channel":"emg \u0022ta\u0022","peak_time_s":25200.1301,"peak_amplitude":123.457,"rms_amplitude":45.6789,"area":1.5,"snr_db":12.35,"burst_class":"50to100ms","rise_time_s":0.01,"mean_frequency_hz":null,"onset_uncertainty_s":null,"offset_uncertainty_s":0.002,"group":null,"latency_s":3.8}""" + "\n",
        Line(new LiveNotice(7, false, Late with { OnsetSeconds = 25_200.12346, SnrDb = 12.346 }, 25_203.97466, BurstRejection.None)));

    [Theory]
    [InlineData(BurstRejection.Heartbeat, "\"heartbeat\"")]
    [InlineData(BurstRejection.None, "null")]
    public void WhatIsTakenBackHasTheReasonWhereOneIsKnown(BurstRejection reason, string expected) => Assert.Equal(
        $$"""{"type":"retracted","id":7,"onset_s":25200.1234,"channel":"emg \u0022ta\u0022","reason":{{expected}}}""" + "\n",
        Line(new LiveNotice(7, true, Late with { OnsetSeconds = 25_200.12341 }, 25_210, reason)));

    [Fact]
    public void ARhythmHasItsChangeAndTheIntervalOfItsFrequency()
    {
        LiveRhythmNotice began = new("acc", RhythmChange.Began, 25_190.00004, 5.01234, new ConfidenceInterval(4.91, 5.11), 1.2345678e-9, 12.345, 25_202.5);
        Assert.Equal(
            """{"type":"rhythm","channel":"acc","is_on":true,"change":"began","since_s":25190,"frequency_hz":5.0123,"frequency_ci95":[4.91,5.11],"p_value":1.23457E-09,"snr_db":12.34,"given_s":25202.5}""" + "\n",
            Line(began));
        Assert.Equal(
            """{"type":"rhythm","channel":"acc","is_on":false,"change":"interrupted","since_s":25190,"frequency_hz":5.0123,"frequency_ci95":null,"p_value":null,"snr_db":null,"given_s":25210}""" + "\n",
            Line(began with { Change = RhythmChange.Interrupted, FrequencyCi95 = null, PValue = double.NaN, SnrDb = double.NaN, GivenSeconds = 25_210 }));
    }

    [Fact]
    public void ALineIsWrittenInOnePiece()
    {
        using CountingStream stream = new();
        LiveJson.WriteNotice(new LiveNotice(1, false, Late, 25_204, BurstRejection.None), stream);
        LiveAnalyzer analyzer = new(MemoryReader.OfEmg([], 1000).Channels);
        LiveJson.WriteStart(analyzer, stream);
        LiveJson.WriteSummary(analyzer.Finish(), LiveEnd.EndOfInput, default, default, stream);
        Assert.Equal(3, stream.Writes);
        Assert.Equal(3, stream.ToArray().Count(value => value == '\n'));
        Assert.Contains("\"latency_s\":{\"median\":null,\"p95\":null,\"max\":null}", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void DelaysAreSummedUpByTheirOrder()
    {
        Assert.Equal(new DelaySummary(null, null, null), DelaySummary.Of([]));
        Assert.Equal(new DelaySummary(3, 3, 3), DelaySummary.Of([3]));
        DelaySummary summary = DelaySummary.Of(Enumerable.Range(0, 101).Select(i => (double)((i * 37) % 101)));
        Assert.Equal(new DelaySummary(50, 95, 100), summary);
    }

    private static string Line(LiveRhythmNotice notice)
    {
        using MemoryStream stream = new();
        LiveJson.WriteRhythm(notice, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Line(LiveNotice notice)
    {
        using MemoryStream stream = new();
        LiveJson.WriteNotice(notice, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private sealed class CountingStream : MemoryStream
    {
        public int Writes { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Writes++;
            base.Write(buffer);
        }
    }
}
