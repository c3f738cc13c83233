using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Reporting.Figures;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>Results in plain sentences.</summary>
internal static class Words
{
    /// <summary>What was found in a channel, in one or two sentences; the name is not in it.</summary>
    public static string Verdict(ChannelResult channel)
    {
        if (channel.Jerks is not { } jerks)
        {
            return "not analysed; see the warnings.";
        }

        string rate = jerks is { RatePerMinute: double perMinute, RateCi95: (double low, double high) }
            ? channel.ClockCi95 is { } clock
                ? Format($", {perMinute:0.00} a minute, regular at {channel.Regularity!.IntervalFrequencyHz:0.00} Hz (95 % interval {clock.Low:0.00} to {clock.High:0.00} Hz)")
                : Format($", {perMinute:0.00} a minute (95 % interval {low:0.00} to {high:0.00})")
            : string.Empty;
        string median = jerks.DurationMilliseconds is (double middle, _, _) ? Format($", median duration {middle:0.#} ms") : string.Empty;
        string contractions = jerks.ContractionCount > 0 ? Format($"; {Count(jerks.ContractionCount, "contraction")}") : string.Empty;
        string negative = channel.NegativeJerks is { Count: > 0 } lapses ? Format($"; {Count(lapses.Count, "negative jerk")}") : string.Empty;
        return $"{Count(jerks.Count, "jerk")}{rate}{median}{contractions}{negative}. {Rhythm(channel.Rhythm)}";
    }

    /// <summary>Whether there is a rhythm, in one sentence.</summary>
    public static string Rhythm(RhythmResult? rhythm) => rhythm switch
    {
        null => "No rhythm was looked for.",
        { IsRhythmic: true, FrequencyHz: double hz } => Format(
            $"{(rhythm.IsWeak ? "Weakly rhythmic" : "Rhythmic")} at {hz:0.00} Hz{(rhythm.FrequencyCi95 is { } ci ? Format($" (95 % interval {ci.Low:0.00} to {ci.High:0.00})") : string.Empty)}, {SpectrumFigure.Standing(rhythm)}."),
        _ => "No rhythm: " + rhythm.Reason.TrimEnd('.') + ".",
    };

    /// <summary>Why a candidate is no event.</summary>
    public static string Reason(BurstRejection reason) => reason switch
    {
        BurstRejection.MissingSamples => "most of its samples are missing",
        BurstRejection.ShortSegment => "in a stretch between gaps that is too short to measure the noise",
        BurstRejection.TooShort => "shorter than the shortest jerk",
        BurstRejection.LevelChange => "a step of the noise, or the edge of something longer",
        BurstRejection.BesideContraction => "a weak part of a contraction, or of its edge",
        BurstRejection.AtStart => "begins before the first sample, so that its onset is not known",
        BurstRejection.Heartbeat => "a heartbeat",
        BurstRejection.Stimulus => "the artefact of a stimulator",
        BurstRejection.ElectrodePop => "an electrode that lost contact for a moment",
        BurstRejection.MainsBurst => "a burst of hum",
        BurstRejection.MovementArtefact => "a cable or an electrode that moved",
        BurstRejection.BesideSilence => "the contraction beside a silent period",
        BurstRejection.SlowMovement => "the fast part of a slow movement",
        BurstRejection.Gait => "a step of walking",
        BurstRejection.WithinMovement => "no larger than the movement around it",
        BurstRejection.MotorUnit => "the discharge of a single motor unit",
        _ => RejectedCandidate.NameOf(reason),
    };

    public static string Kind(ChannelKind kind) => kind switch
    {
        ChannelKind.Emg => "EMG",
        ChannelKind.Acceleration => "acceleration",
        _ => kind.ToString().ToLowerInvariant(),
    };

    public static string Class(string burstClass) => burstClass switch
    {
        "le50ms" => "≤ 50 ms",
        "50to100ms" => "50–100 ms",
        "100to300ms" => "100–300 ms",
        "300to500ms" => "300–500 ms",
        "gt500ms" => "> 500 ms",
        _ => burstClass,
    };

    /// <summary>A length of time for people.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        >= 3600 => Format($"{Math.Floor(seconds / 3600):0} h {Math.Floor(seconds % 3600 / 60):0} min {seconds % 60:0} s"),
        >= 120 => Format($"{Math.Floor(seconds / 60):0} min {seconds % 60:0.#} s"),
        _ => Format($"{seconds:0.###} s"),
    };

    public static string Count(int count, string what) => count == 1 ? $"1 {what}" : Format($"{count:#,0} {what}s");

    public static string Percent(double fraction) => fraction == 0 ? "0" : fraction < 0.0001 ? "< 0.01" : (100 * fraction).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
