using System.Globalization;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>What is odd about one channel's signal or analysis, as warnings.</summary>
/// <param name="options">What was asked.</param>
internal sealed class ChannelWarnings(AnalysisOptions options)
{
    // So many places of one kind are named; more would hide the sentence.
    private const int MostPlaces = 5;

    // So much of a rhythm inside contractions is worth a word: some ten cycles.
    private const double WorthSeconds = 2;

    private readonly List<RecordingWarning> _warnings = [];
    private int _placeOfCycles;

    /// <summary>Takes in a channel's result and what found it, which is not needed any more then.</summary>
    /// <param name="result">The channel's result.</param>
    /// <param name="pipeline">What found it.</param>
    public void Add(ChannelResult result, ChannelPipeline pipeline)
    {
        string name = result.Name;
        SignalQuality quality = result.Quality;
        if (quality.SampleCount > 0 && quality.MissingFraction >= 1)
        {
            Warn("no-samples", name, $"{name} holds no sample at all: every value is missing.");
        }
        else if (quality.MissingFraction > 0)
        {
            Warn("missing-samples", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {quality.MissingFraction:P2} of the samples are missing{(pipeline.Bridge.Total.Count == 0 ? string.Empty : $"; {pipeline.Bridge.Total.Samples} of them, in {pipeline.Bridge.Total.Count} losses of at most {ShortLoss.Text(result.SampleRate)}, are bridged and count as missing")}; a longer gap ends a segment."));
        }

        AbsurdSamples[] absurd = [.. pipeline.Screen.Absurd.Where(axis => axis.Count > 0)];
        if (absurd.Length > 0)
        {
            long count = absurd.Sum(axis => axis.Count);
            double first = absurd.Min(axis => axis.Places[0]);
            _warnings.Add(new RecordingWarning("absurd-sample", name, first, absurd.Max(axis => axis.Places[^1]), string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {(count == 1 ? "one sample" : $"{count} samples")} of up to {absurd.Max(axis => axis.Largest):0.##E+0}, from {first:0.####} s on, further out than any converter reaches at this channel's noise: taken for missing.")));
        }

        if (pipeline.Losses.Tally is { Count: > 0 } lost)
        {
            _warnings.Add(new RecordingWarning("lost-packets", name, lost.Places[0], lost.LastEndSeconds, string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {Stretches((int)lost.Count)} of {1000 * lost.Lengths.Shortest:0.#} to {1000 * lost.Lengths.Longest:0.#} ms without any change, in a signal that does not stand still of itself, at {string.Join(", ", lost.Places.Select(place => place.ToString("0.###", CultureInfo.InvariantCulture)))} s{(lost.Count > lost.Places.Count ? " and later" : "")}: taken for lost packets, so for missing.")));
        }

        if (pipeline.Losses.Lines is { Count: > 0 } lines)
        {
            _warnings.Add(new RecordingWarning("lost-packets", name, lines.Places[0], lines.LastEndSeconds, string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {Stretches((int)lines.Count)} of {1000 * lines.Lengths.Shortest:0.#} to {1000 * lines.Lengths.Longest:0.#} ms that are straight lines, in a signal that is never straight of itself, at {string.Join(", ", lines.Places.Select(place => place.ToString("0.###", CultureInfo.InvariantCulture)))} s{(lines.Count > lines.Places.Count ? " and later" : "")}: taken for losses that the recorder filled in, so for missing.")));
        }

        if (quality.ClippedFraction > 0.0001 && !quality.IsDead)
        {
            int affected = result.Clipped.Sum(place => place.EventCount);
            string consequence = affected == 0 ? "no event is there" : $"the amplitudes of {Events(affected)} there are too small";
            Warn("clipped", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {quality.ClippedFraction:P2} of the samples are at a rail, in {Stretches(result.Clipped.Count)}; {consequence}."));
        }

        if (pipeline.Searched.TooShort is { Count: > 0 } unsearched)
        {
            Warn("short-segments", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {Stretches(unsearched.Count)} between gaps, {unsearched.Seconds:0.###} s in all, {(unsearched.Count == 1 ? "is" : "are")} too short (below 0.3 s) to look for jerks in; the rate leaves them out."));
        }

        if (result.Jerks is not null && result.Kind == ChannelKind.Acceleration && options.EmgBurstDetector is IBurstDetector given)
        {
            Warn("detector-not-used", name, $"{name} is acceleration: the detector {given.Name} is for EMG, the library's own was used.");
        }

        if (pipeline.Detection?.Movement?.Gait is { Count: > 0 } gait)
        {
            WarnOfGait(name, gait, result.Rejected.Count(candidate => candidate.Reason == BurstRejection.Gait));
        }

        _placeOfCycles = _warnings.Count;
        if (pipeline.UnitDoubt is string doubt)
        {
            Warn("unit-doubtful", name, $"{name}: its unit is doubtful: {doubt}. No displacement is given; correct the unit in the header.");
        }

        if (quality.FlatFraction > 0.01)
        {
            Warn("flat", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {quality.FlatFraction:P1} of the samples lie in {Stretches(result.Flat.Count)} without any change; an electrode or cable may be off."));
        }

        int stimuli = result.Rejected.Count(candidate => candidate.Reason == BurstRejection.Stimulus);
        if (stimuli > 0)
        {
            string found = pipeline.MarksFrom.Count > 0
                ? $"are the artefacts of stimuli, by the marks in {string.Join(", ", pipeline.MarksFrom)} or by their sameness; they were left out."
                : "are sudden, large and the same to within noise; they are a stimulator's artefacts and were left out.";
            Warn("stimuli", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {stimuli} bursts {found}"));
        }

        int heartbeats = result.Rejected.Count(candidate => candidate.Reason == BurstRejection.Heartbeat);
        if (heartbeats > 0)
        {
            string found = pipeline.BeatsFrom.Count > 0
                ? $"are beats of the heart, as {string.Join(" and ", pipeline.BeatsFrom)} {(pipeline.BeatsFrom.Count == 1 ? "shows" : "show")} them, and were left out."
                : "of one and the same shape follow a pulse; they are the heart's and were left out.";
            Warn("heartbeats", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {heartbeats} bursts {found}"));
        }

        int discharges = result.Rejected.Count(candidate => candidate.Reason == BurstRejection.MotorUnit);
        if (discharges > 0)
        {
            Warn("single-motor-unit", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {discharges} bursts are the discharges of a single motor unit that fires tonically: of one shape and one size, at its rate. They are no jerks and were left out."));
        }

        if (pipeline.RemovedBeats > 0)
        {
            Warn("ecg-removed", name, string.Create(CultureInfo.InvariantCulture, $"{name}: {pipeline.RemovedBeats} heartbeats were subtracted before jerks were looked for; the power of the middle one fell by {pipeline.RemovedBeatsDb:0.0} dB."));
        }

        if (result.Jerks is not null && !pipeline.HasRhythm)
        {
            Warn("rhythm-band-too-high", name, string.Create(CultureInfo.InvariantCulture, $"{name}: sampled at {result.SampleRate:0.###} Hz, too slowly for a rhythm up to {options.Rhythm.BandHighHz:0.###} Hz; none was looked for."));
        }

        if (pipeline.RhythmNarrowedHz is double end)
        {
            Warn("rhythm-band-narrowed", name, string.Create(CultureInfo.InvariantCulture, $"{name} is sampled at {result.SampleRate:0.###} Hz: a rhythm was looked for up to {end:0.##} Hz only, not up to {options.Rhythm.BandHighHz:0.###} Hz."));
        }

        if (pipeline.Lines is LineRemoval removal)
        {
            WarnOfLines(name, result.Unit, removal);
        }
    }

    /// <summary>Gives the warnings of the channel.</summary>
    /// <param name="result">The channel's result, with the rhythm as all channels together explain it.</param>
    /// <param name="events">Its events.</param>
    public List<RecordingWarning> Of(ChannelResult result, IReadOnlyList<AnalysisEvent> events)
    {
        WarnOfCycles(result, events);
        return _warnings;
    }

    /// <summary>A limb or muscle that does not come to rest between its cycles has one long burst: its cycles are not among the jerks.</summary>
    private void WarnOfCycles(ChannelResult result, IReadOnlyList<AnalysisEvent> events)
    {
        if (result.Rhythm is not { IsRhythmic: true } rhythm)
        {
            return;
        }

        double seconds = 0;
        double cycles = 0;
        double first = double.PositiveInfinity;
        double last = double.NegativeInfinity;
        foreach (AnalysisEvent contraction in events.Where(e => e.Kind == EventKind.Contraction))
        {
            foreach (RhythmBout bout in rhythm.Bouts)
            {
                double start = Math.Max(contraction.OnsetSeconds, bout.StartSeconds);
                double end = Math.Min(contraction.OnsetSeconds + contraction.DurationSeconds, bout.EndSeconds);
                if (end > start)
                {
                    seconds += end - start;
                    cycles += (end - start) * bout.FrequencyHz;
                    (first, last) = (Math.Min(first, start), Math.Max(last, end));
                }
            }
        }

        // What is inserted last stands first.
        UncountedCycles uncounted = UncountedCycles.Of(rhythm.Bouts, events, result.Rejected);
        if (uncounted.IsWorthAWord)
        {
            _warnings.Insert(_placeOfCycles, new RecordingWarning("cycles-not-counted", result.Name, uncounted.StartSeconds, uncounted.EndSeconds, string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Name}: of the some {uncounted.All} cycles of the rhythm of {rhythm.FrequencyHz:0.0} Hz some {uncounted.Count} are in no event: too faint, or with too short a pause before them, to be counted as jerks of their own. The rhythm's frequency and bouts measure them.")));
        }

        if (seconds >= WorthSeconds)
        {
            _warnings.Insert(_placeOfCycles, new RecordingWarning("cycles-not-counted", result.Name, first, last, string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Name}: for {seconds:0} s the rhythm of {rhythm.FrequencyHz:0.0} Hz goes on without a pause between its cycles, so that it is listed as contractions: its some {cycles:0} cycles are not counted as jerks. The rhythm's frequency and bouts measure them.")));
        }
    }

    private void WarnOfLines(string name, string? unit, LineRemoval lines)
    {
        foreach (LineAppearance line in lines.Appearances)
        {
            _warnings.Add(new RecordingWarning("line-appeared", name, line.StartSeconds, line.EndSeconds, string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: a line at {line.Hz:0.0#} Hz of amplitude {line.Amplitude:0.###}{Of(unit)} appears after the start of the recording, and is taken out from {line.EndSeconds:0.0} s on; in the second before, it may have hidden smaller jerks.")));
        }

        foreach (LineLeft line in lines.Left)
        {
            _warnings.Add(new RecordingWarning("line-left", name, line.StartSeconds, line.EndSeconds, string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: a line at {line.Hz:0.0#} Hz could not be taken out from {line.StartSeconds:0.0} to {line.EndSeconds:0.0} s: up to {line.Amplitude:0.###}{Of(unit)} of it is left, which hides smaller jerks.")));
        }

        static string Of(string? unit) => unit is null ? string.Empty : " " + unit;
    }

    private void WarnOfGait(string name, List<(Interval Stretch, double CadenceHz)> gait, int steps)
    {
        double seconds = gait.Sum(bout => bout.Stretch.DurationSeconds);
        double perMinute = 60 * gait.Sum(bout => bout.CadenceHz * bout.Stretch.DurationSeconds) / seconds;
        string places = string.Join(", ", gait.Take(MostPlaces).Select(bout => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, bout.Stretch.StartSeconds):0}–{bout.Stretch.EndSeconds:0} s")))
            + (gait.Count > MostPlaces ? string.Create(CultureInfo.InvariantCulture, $" and {gait.Count - MostPlaces} more") : string.Empty);
        _warnings.Add(new RecordingWarning("gait", name, gait[0].Stretch.StartSeconds, gait[^1].Stretch.EndSeconds, string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: walking, or a movement as regular, for {seconds:0} s at {perMinute:0} steps a minute ({places}). Its {steps} steps are no jerks; jerks in it must be larger than they are.")));
    }

    private static string Stretches(int count) => count == 1 ? "one stretch" : string.Create(CultureInfo.InvariantCulture, $"{count} stretches");

    private static string Events(int count) => count == 1 ? "one event" : string.Create(CultureInfo.InvariantCulture, $"{count} events");

    private void Warn(string code, string channel, string text) =>
        _warnings.Add(new RecordingWarning(code, channel, null, null, text));
}
