using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Reporting.Report;

namespace MyoclonusSignal.Reporting.Tests.Report;

/// <summary>The page as a document: its order, its numbers, and what names from a file do to it.</summary>
public sealed partial class HtmlReportTests
{
    [Fact]
    public void TheSectionsStandInTheOrderInWhichAReaderDecides()
    {
        XElement page = Parse(Results.Night);
        Assert.Equal(
            ["summary", "quality", "traces", "doubtful", "events-section", "durations", "rhythm", "sleep", "methods", "warnings", "about", "rating"],
            page.Descendants("main").Single().Elements("section").Select(section => section.Attribute("id")!.Value));
        Assert.DoesNotContain(Parse(Results.Mixed).Descendants("section"), section => section.Attribute("id")!.Value == "sleep");
    }

    [Fact]
    public void TheContentsLeadToTheSectionsOfThePageInTheirOrder()
    {
        foreach (AnalysisResult result in (AnalysisResult[])[Results.Night, Results.Mixed])
        {
            XElement page = Parse(result);
            Assert.Equal(
                page.Descendants("main").Single().Elements("section").Select(section => ("#" + section.Attribute("id")!.Value, section.Element("h2")!.Value)),
                page.Descendants("nav").Single().Descendants("a").Select(link => (link.Attribute("href")!.Value, link.Value)));
        }

        // An identifier is a link's end, and a file's end is a name: two of one would hide each other.
        Assert.Equal(ReportSections.All.Count, ReportSections.All.Select(section => section.Id).Distinct().Count());
        string[] endings = [.. ReportSections.All.SelectMany(section => section.Panels).Select(panel => panel.FileEnding)];
        Assert.Equal(endings.Length, endings.Distinct().Count());
    }

    [Fact]
    public void NoTableHasAColumnWithoutAValueAndNoneIsEmpty()
    {
        foreach (AnalysisResult result in (AnalysisResult[])[Results.Mixed, Results.Artefacts, Results.Acceleration, Results.Noise, Results.Night])
        {
            foreach (XElement table in Parse(result).Descendants("table"))
            {
                string[] headings = [.. table.Element("thead")!.Descendants("th").Select(heading => heading.Value)];
                string[][] rows = [.. table.Element("tbody")!.Elements("tr").Select(row => row.Elements("td").Select(cell => cell.Value).ToArray())];
                Assert.NotEmpty(rows);
                Assert.All(rows, row => Assert.Equal(headings.Length, row.Length));
                Assert.All(headings, (heading, column) => Assert.True(rows.Any(row => row[column] != "–"), $"{table.Element("caption")!.Value}: {heading}"));
            }
        }
    }

    [Fact]
    public void OnlyEventsOnSeveralChannelsHaveAGroup()
    {
        static string[] Headings(AnalysisResult result) => [.. Section(Parse(result), "events-section").Descendants("th").Select(heading => heading.Value)];
        Assert.DoesNotContain("group", Headings(Results.Mixed));
        Assert.Contains("group", Headings(Results.Night));
    }

    [Fact]
    public void PublishedRangesStandOnceBesideDurationsOfTheirKindOnly()
    {
        static string[] Kinds(AnalysisResult result)
        {
            XElement? table = Section(Parse(result), "durations").Descendants("table").SingleOrDefault(one => one.Element("caption")!.Value == "Published ranges");
            return table is null ? [] : [.. table.Element("tbody")!.Elements("tr").Select(row => row.Elements("td").ElementAt(1).Value).Distinct()];
        }

        // What is measured in EMG says nothing of the movement, and bursts say nothing of silences.
        Assert.Empty(Kinds(Results.Acceleration));
        Assert.Empty(Kinds(Results.Noise));
        Assert.Equal(["jerk"], Kinds(Results.Mixed));
        Assert.Equal(["jerk"], Kinds(Results.Night));
        AnalysisEvent one = Results.Mixed.Events[0];
        AnalysisResult silences = Results.Mixed with { Events = [one with { Kind = EventKind.NegativeJerk }, one with { Kind = EventKind.Contraction, DurationSeconds = 2 }] };
        Assert.Equal(["negative jerk", "contraction"], Kinds(silences));
        Assert.DoesNotContain("published durations of bursts do not apply", Section(Parse(Results.Mixed), "durations").Value, StringComparison.Ordinal);
        Assert.Contains("published durations of bursts do not apply", Section(Parse(Results.Acceleration), "durations").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void HeadingsGoDownOneLevelAtATime()
    {
        int level = 0;
        foreach (XElement heading in Parse(Results.Night).Descendants().Where(element => Heading().IsMatch(element.Name.LocalName)))
        {
            int own = heading.Name.LocalName[1] - '0';
            Assert.True(own <= level + 1, heading.Value);
            Assert.NotEmpty(heading.Value);
            level = own;
        }

        Assert.True(level > 0);
    }

    [Fact]
    public void EveryFigureHasACaptionATitleAndADescriptionAndItsOwnIdentifiers()
    {
        XElement page = Parse(Results.Mixed);
        XElement[] figures = [.. page.Descendants("figure")];
        Assert.True(figures.Length >= 7);
        XNamespace svg = "http://www.w3.org/2000/svg";
        Assert.All(figures, figure =>
        {
            Assert.NotEmpty(Assert.Single(figure.Elements("figcaption")).Value);
            XElement drawing = Assert.Single(figure.Descendants(svg + "svg"));
            Assert.NotEmpty(drawing.Element(svg + "title")?.Value ?? drawing.Element("title")!.Value);
        });
        string[] ids = [.. page.DescendantsAndSelf().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void ItsNumbersAreThoseOfTheResult()
    {
        AnalysisResult result = Results.Mixed;
        XElement page = Parse(result);
        ChannelResult channel = result.Channels[0];
        string summary = Section(page, "summary").Value;
        (double low, double high) = channel.Jerks!.RateCi95!.Value;
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{channel.Jerks.Count} jerks, {channel.Jerks.RatePerMinute:0.00} a minute (95 % interval {low:0.00} to {high:0.00})"), summary, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"Rhythmic at {channel.Rhythm!.FrequencyHz:0.00} Hz"), summary, StringComparison.Ordinal);
        XElement[] rows = [.. page.Descendants("tr").Where(row => row.Attribute("data-event") is not null)];
        Assert.Equal(result.Events.Count, rows.Length);
        Assert.All(rows.Zip(result.Events), pair => Assert.Equal(
            [pair.Second.OnsetSeconds.ToString("0.000", CultureInfo.InvariantCulture), (1000 * pair.Second.DurationSeconds).ToString("0.0", CultureInfo.InvariantCulture)],
            pair.First.Elements("td").Take(2).Select(cell => cell.Value)));
        Assert.Contains(result.Input.Sha256, Section(page, "about").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutARhythmItSaysSoAndWhy()
    {
        AnalysisResult result = Results.Noise;
        string summary = Section(Parse(result), "summary").Value;
        Assert.Contains("No rhythm: " + result.Channels[0].Rhythm!.Reason.TrimEnd('.'), summary, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameResultGivesTheSameBytesInAnyCulture()
    {
        byte[] first = Bytes(Results.Night);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(first, Bytes(Results.Night));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void NamesFromAFileAreText()
    {
        string text = Encoding.UTF8.GetString(Bytes(Results.HostileNames));
        Assert.DoesNotContain("<script>alert", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', text);
        XElement page = Parse(Results.HostileNames);
        Assert.Contains("<script>alert(1)</script>", Section(page, "warnings").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void APageWithoutViewerHasNoScriptAtAll()
    {
        string text = Encoding.UTF8.GetString(Bytes(Results.Mixed, new ReportOptions { HasViewer = false }));
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.Contains("script-src 'none'", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheLibraryThatDrawsSignalsIsThereOnlyWhereThereAreSignals()
    {
        string with = Encoding.UTF8.GetString(Bytes(Results.Mixed));
        string without = Encoding.UTF8.GetString(Bytes(Results.Mixed with { Traces = [] }));
        const string Library = "plotly.js (basic - minified) v3.7.0";
        Assert.Contains(Library, with, StringComparison.Ordinal);
        Assert.DoesNotContain(Library, without, StringComparison.Ordinal);
        Assert.True(without.Length < 300_000, $"{without.Length} letters");
        Assert.Contains("plotly.js 3.7.0, basic bundle, MIT licence, which draws the signals, 1.1 MB", Section(Parse(Results.Mixed), "about").Value, StringComparison.Ordinal);
        Assert.DoesNotContain("plotly", Section(Parse(Results.Mixed with { Traces = [] }), "about").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingToAnalyseStillGivesAPage()
    {
        AnalysisResult empty = Results.Noise with { Channels = [], Events = [], Traces = [], Warnings = [new RecordingWarning("nothing-analysed", null, null, null, "Nothing.")] };
        XElement page = Parse(empty);
        Assert.Contains("No channel was analysed", Section(page, "summary").Value, StringComparison.Ordinal);
        Assert.Contains("Nothing.", Section(page, "warnings").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void TheMethodsCiteWhatTheyNameAndStateTheBandInUse()
    {
        XElement methods = Section(Parse(Results.Mixed), "methods");
        string text = methods.Elements("div").Single().Value;
        string[] references = [.. methods.Descendants("li").Select(reference => reference.Value)];
        Assert.Contains("20–450 Hz", text, StringComparison.Ordinal);
        foreach (string cited in new[] { "Garwood 1936", "Staude and Wolf 1999", "Thomson 1982", "Welch 1967" })
        {
            Assert.Contains(cited, text, StringComparison.Ordinal);
            Assert.Contains(references, reference => reference.StartsWith(cited.Split(' ')[0], StringComparison.Ordinal) && reference.Contains("doi:10.", StringComparison.Ordinal));
        }
    }

    private static XElement Section(XElement page, string id) => page.Descendants("section").Single(section => section.Attribute("id")?.Value == id);

    /// <summary>The page as XML, which it is but for the texts of its scripts and styles.</summary>
    private static XElement Parse(AnalysisResult result)
    {
        string text = Encoding.UTF8.GetString(Bytes(result));
        text = ScriptText().Replace(text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..], "$1</script>");
        return XElement.Parse(StyleText().Replace(text, "<style></style>"));
    }

    private static byte[] Bytes(AnalysisResult result, ReportOptions? options = null)
    {
        using MemoryStream stream = new();
        HtmlReport.Write(result, options ?? new ReportOptions(), stream);
        return stream.ToArray();
    }

    [GeneratedRegex("^h[1-6]$")]
    private static partial Regex Heading();

    [GeneratedRegex("(<script[^>]*>).*?</script>", RegexOptions.Singleline)]
    private static partial Regex ScriptText();

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex StyleText();
}
