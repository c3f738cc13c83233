using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>How it was done, with the numbers really used, as text that can stand in a paper, and the works it rests on.</summary>
internal sealed class MethodsSection : ReportSection
{
    public override string Id => "methods";

    public override string Title => "Methods";

    public override string? LookFor(AnalysisResult result, ReportOptions options) => "The text may be copied; it states what was done to this recording.";

    protected override void WriteContent(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        List<Citation> cited = [];
        page.Open("div", "id", "methods-text");
        foreach (string paragraph in Paragraphs(result, cited))
        {
            page.Element("p", paragraph).Raw("\n");
        }

        page.Close().Element("h3", "References").Open("ol", "class", "references");
        foreach (Citation citation in cited)
        {
            page.Open("li").Text(citation.Full + ". doi:").Element("span", citation.Doi, "class", "doi").Close().Raw("\n");
        }

        page.Close();
    }

    private static IEnumerable<string> Paragraphs(AnalysisResult result, List<Citation> cited)
    {
        yield return Format($"The recording was analysed with MyoclonusSignal {SummaryJson.SoftwareVersion}. {Conditioning(result)}");
        foreach (ChannelKind kind in new[] { ChannelKind.Emg, ChannelKind.Acceleration })
        {
            if (result.Channels.Any(channel => channel.Kind == kind && channel.Jerks is not null))
            {
                yield return Detection(result, kind, cited);
            }
        }

        string rate = "Rates are events per minute of signal analysed. Their 95 % intervals allow for clusters and trains. The analysed time was divided into ten equal parts. The logarithm of the rate was given the variance φ/N, where N is the number of events and φ the variance of the ten counts divided by their mean, at least 1; the interval uses Student's t. For fewer than five events it is the exact interval of N/φ events (" + Cite(Citation.Garwood, cited) + ").";
        yield return result.Channels.Any(channel => channel.NegativeJerks is not null)
            ? Format($"Negative jerks are silent periods of {1000 * result.Options.SilentPeriods.MinimumSeconds:0.#} to {1000 * result.Options.SilentPeriods.MaximumSeconds:0.#} ms inside a contraction; their rate is per minute of contraction. {rate}")
            : rate;
        if (result.Channels.Any(channel => channel.Rhythm is not null))
        {
            yield return Rhythm(result, cited);
        }

        if (result.Reviewed is { } review)
        {
            yield return Format($"The events were reviewed by a person on the signals: {review.Accepted} were accepted, {review.Rejected} rejected and {review.Added} added. Numbers, rates, durations and intervals are those of the events that were left; the rhythm is that of the signal.");
        }
    }

    private static string Conditioning(AnalysisResult result)
    {
        List<string> sentences = [];
        foreach (IGrouping<(ChannelKind Kind, double LowHz, double HighHz), ChannelResult> group in result.Channels.Where(channel => channel.Band is not null).GroupBy(channel => (channel.Kind, channel.Band!.Value.LowHz, channel.Band.Value.HighHz)))
        {
            string names = string.Join(", ", group.Select(channel => channel.Name));
            sentences.Add(Format($"{(group.Key.Kind == ChannelKind.Acceleration ? "Acceleration" : "Surface EMG")} ({names}) was band-passed at {group.Key.LowHz:0.###}–{group.Key.HighHz:0.###} Hz (Butterworth)."));
        }

        if (result.LineFrequencyHz > 0 && result.Channels.Any(channel => channel.LinesHz.Count > 0))
        {
            sentences.Add(Format($"Hum at {result.LineFrequencyHz:0.##} Hz and its harmonics was followed and subtracted."));
        }

        if (result.Options.RemoveEcg)
        {
            sentences.Add("Heartbeats were subtracted before events were looked for.");
        }

        return string.Join(' ', sentences);
    }

    private static string Detection(AnalysisResult result, ChannelKind kind, List<Citation> cited)
    {
        if (kind == ChannelKind.Emg && result.Options.EmgBurstDetector is { } given)
        {
            return Format($"Bursts of EMG were found by the detector “{given.Name}”; those longer than {result.Options.EmgDetector.JerkLimitSeconds:0.###} s count as contractions.");
        }

        JerkDetectorOptions detector = kind == ChannelKind.Emg ? result.Options.EmgDetector : result.Options.AccelerationDetector;
        string what = kind == ChannelKind.Emg ? "Bursts of EMG" : "Bursts of the magnitude of acceleration";
        return Format($"{what} are stretches in which the moving power (windows of {500 * detector.ScaleSeconds:0.#}, {1000 * detector.ScaleSeconds:0.#} and {2000 * detector.ScaleSeconds:0.#} ms) exceeds a local noise floor that follows the signal, with thresholds set for {detector.FalseAlarmsPerHour:0.###} false alarms an hour in stationary noise. Onsets and offsets were refined to the change point of the likelihood ratio ({Cite(Citation.StaudeWolf, cited)}). Bursts of {1000 * detector.MinimumDurationSeconds:0.#} to {1000 * detector.JerkLimitSeconds:0.#} ms count as jerks, longer ones as contractions; pauses of less than {1000 * detector.JoinGapSeconds:0.#} ms do not divide a burst. Heartbeats, electrode pops and steps of the noise were rejected by rules that do not depend on the number of events.");
    }

    private static string Rhythm(AnalysisResult result, List<Citation> cited)
    {
        RhythmOptions rhythm = result.Options.Rhythm;
        bool hasEnvelope = result.Channels.Any(channel => channel.RhythmSource is { IsEnvelope: true });
        bool hasAxes = result.Channels.Any(channel => channel.RhythmSource is { IsEnvelope: false });
        string source = (hasEnvelope, hasAxes) switch
        {
            (true, true) => "the rectified envelope of EMG and the axes of acceleration, whose spectra were summed,",
            (false, true) => "the axes of acceleration, whose spectra were summed,",
            _ => "the rectified envelope",
        };
        return Format($"Rhythm at {rhythm.BandLowHz:0.###}–{rhythm.BandHighHz:0.###} Hz was looked for in {source} by averaged windowed periodograms ({Cite(Citation.Welch, cited)}). A peak was called a rhythm where it exceeds a smooth background so far that noise does so in at most {100 * rhythm.Significance:0.##} % of recordings, corrected for the search over the band and for the overlap of the windows. Harmonics of slower movements were not taken for a rhythm. Lines of constant phase were tested by the multitaper F test ({Cite(Citation.Thomson, cited)}). The stability index is the interquartile range of the change of frequency from cycle to cycle ({Cite(Citation.DiBiase, cited)}); the regularity of intervals between jerks was judged by their local variation ({Cite(Citation.Shinomoto, cited)}).");
    }

    private static string Cite(Citation citation, List<Citation> cited)
    {
        if (!cited.Contains(citation))
        {
            cited.Add(citation);
        }

        return citation.Short;
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
