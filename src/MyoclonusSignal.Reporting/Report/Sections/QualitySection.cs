using System.Globalization;
using MyoclonusSignal.Analysis;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>How good the signals are, channel by channel.</summary>
internal sealed class QualitySection : ReportSection
{
    private const int MostPlaces = 20;

    public override string Id => "quality";

    public override string Title => "Data quality";

    public override string? LookFor(AnalysisResult result, ReportOptions options) => "Missing, clipped (at a rail) and flat samples are in per cent. Hum is the power at the mains frequency over that of its neighbours, before it is taken out. Noise is the root mean square between events, after filtering.";

    protected override void WriteContent(PageWriter page, AnalysisResult result, ReportOptions options)
    {
        PageTable table = new(null, "Quality of each channel", "channel", "kind", "#rate (Hz)", "unit", "#analysed", "#missing (%)", "#clipped (%)", "#flat (%)", "#hum (dB)", "#noise (rms)");
        foreach (ChannelResult channel in result.Channels)
        {
            table.Row().Name(channel.Name).Cell(Words.Kind(channel.Kind)).Number(channel.SampleRate, "0.###").Cell(channel.Unit ?? "not stated");
            table.Cell(Words.Duration(channel.AnalysedSeconds));
            table.Cell(Words.Percent(channel.Quality.MissingFraction)).Cell(Words.Percent(channel.Quality.ClippedFraction)).Cell(Words.Percent(channel.Quality.FlatFraction));
            table.Number(channel.Quality.LineNoiseDb, "0.0").Number(channel.Quality.NoiseFloorRms, "G4");
        }

        table.Write(page);
        WritePlaces(page, "Stretches at a rail", "the amplitudes of events there are too small", result.Channels.SelectMany(channel => channel.Clipped.Select(place => (channel.Name, place))));
        WritePlaces(page, "Flat stretches", "an electrode or a cable may have been off", result.Channels.SelectMany(channel => channel.Flat.Select(place => (channel.Name, place))));
    }

    private static void WritePlaces(PageWriter page, string what, string meaning, IEnumerable<(string Channel, QualityPlace Place)> places)
    {
        (string Channel, QualityPlace Place)[] all = [.. places];
        if (all.Length == 0)
        {
            return;
        }

        page.Open("details").Element("summary", string.Create(CultureInfo.InvariantCulture, $"{what}: {all.Length}"));
        page.Element("p", char.ToUpperInvariant(meaning[0]) + meaning[1..] + (all.Length > MostPlaces ? string.Create(CultureInfo.InvariantCulture, $". The {MostPlaces} longest are listed; the summary file has all.") : "."), "class", "how");
        PageTable table = new(null, what, "channel", "#from (s)", "#length (s)", "#events in it");
        foreach ((string channel, QualityPlace place) in all.OrderByDescending(one => one.Place.DurationSeconds).Take(MostPlaces))
        {
            table.Row().Name(channel).Number(place.StartSeconds, "0.###").Number(place.DurationSeconds, "0.###").Number(place.EventCount, "0");
        }

        table.Write(page);
        page.Close();
    }
}
