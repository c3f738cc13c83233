using System.Globalization;
using System.Text;
using System.Xml.Linq;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Reporting.Figures;

namespace MyoclonusSignal.Reporting.Tests;

public sealed class FigureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void TheAccuracyHasALineAndABandForEachDetectorAndBothAxesTheirUnits()
    {
        XElement figure = Draw(stream => AccuracyFigure.Write(Comparisons.Accuracies("one", "two"), stream));
        string[] texts = Texts(figure);
        Assert.Contains("one", texts);
        Assert.Contains("two", texts);
        Assert.Equal(2, texts.Count(text => text == "burst over noise (dB)"));
        Assert.Contains("F1 (1 = all found, none false)", texts);
        Assert.Contains("median absolute onset error (ms)", texts);

        // A band is a polygon that lets through what lies behind it.
        Assert.Equal(2, figure.Descendants(Svg + "polygon").Count(polygon => polygon.Attribute("style")!.Value.Contains("fill-opacity:0.1", StringComparison.Ordinal)));
        Assert.Equal("img", figure.Attribute("role")!.Value);
        Assert.NotEmpty(figure.Element(Svg + "title")!.Value);
        Assert.NotEmpty(figure.Element(Svg + "desc")!.Value);
    }

    [Fact]
    public void AnOperatingCurveHasAPanelForEachSize()
    {
        XElement figure = Draw(stream => OperatingCurveFigure.Write(Comparisons.Curves("one", "two"), stream));
        string[] texts = Texts(figure);
        Assert.Contains("Jerks 0 dB over the noise", texts);
        Assert.Contains("Jerks 10 dB over the noise", texts);
        Assert.Equal(2, texts.Count(text => text == "false events per hour"));
        Assert.Equal(2, texts.Count(text => text == "recall (share of jerks found)"));
    }

    [Fact]
    public void TextFromUsersIsText()
    {
        const string Name = "<script>alert(1)</script> & \"co\" ]]>";
        foreach (XElement figure in (XElement[])[
            Draw(stream => AccuracyFigure.Write(Comparisons.Accuracies(Name), stream)),
            Draw(stream => OperatingCurveFigure.Write(Comparisons.Curves(Name), stream))])
        {
            Assert.Contains(Name, Texts(figure));
            Assert.Empty(figure.Descendants(Svg + "script"));
        }
    }

    [Fact]
    public void AFigureAsksForNothingFromElsewhereAndIsTheSameEachTime()
    {
        IReadOnlyList<DetectorAccuracy> accuracies = Comparisons.Accuracies("one", "two");
        byte[] first = Bytes(stream => AccuracyFigure.Write(accuracies, stream));
        Assert.Equal(first, Bytes(stream => AccuracyFigure.Write(accuracies, stream)));
        string text = Encoding.UTF8.GetString(first).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal)
            .Replace("http://www.w3.org/1999/xlink", "", StringComparison.Ordinal);
        Assert.DoesNotContain("http", text, StringComparison.Ordinal);
        Assert.StartsWith("<?xml", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheCultureOfTheReaderChangesNothing()
    {
        IReadOnlyList<DetectorAccuracy> accuracies = Comparisons.Accuracies("one");
        byte[] usual = Bytes(stream => AccuracyFigure.Write(accuracies, stream));
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(usual, Bytes(stream => AccuracyFigure.Write(accuracies, stream)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void NoTwoOfSeventeenLinesLookTheSame()
    {
        LineLook[] looks = [.. Enumerable.Range(0, 17).Select(LineLook.Of)];
        Assert.Equal(looks.Length, looks.Select(look => (look.Colour, look.Dashes)).Distinct().Count());
    }

    [Fact]
    public void NoFalseEventHasAPlaceLeftOfTheFirst()
    {
        Assert.Equal(0, OperatingCurveFigure.Place(0, 10));
        Assert.Equal(1, OperatingCurveFigure.Place(10, 10));
        Assert.Equal(3, OperatingCurveFigure.Place(1000, 10), 1e-12);
    }

    [Fact]
    public void WhatIsNotKnownIsNotDrawn()
    {
        // Nothing found: no onset error; and a single size and recording: no band.
        DetectorAccuracy nothing = DetectorBenchmark.Run(
            [new Detection.Published.FixedThreshold { OnLevel = 1e9 }], Comparisons.Small with { Recordings = 1, BurstToNoiseDb = [0] }, TestContext.Current.CancellationToken)[0];
        Assert.DoesNotContain("NaN", Encoding.UTF8.GetString(Bytes(stream => AccuracyFigure.Write([nothing], stream))), StringComparison.Ordinal);
    }

    [Fact]
    public void NothingToDrawIsRefused()
    {
        Assert.Throws<ArgumentException>(() => AccuracyFigure.Write([], Stream.Null));
        Assert.Throws<ArgumentException>(() => OperatingCurveFigure.Write([], Stream.Null));
        OperatingCurve curve = Comparisons.Curves("one")[0];
        Assert.Throws<ArgumentException>(() => OperatingCurveFigure.Write([.. Enumerable.Range(0, 4).Select(db => curve with { BurstToNoiseDb = db })], Stream.Null));
    }

    private static XElement Draw(Action<Stream> write) => XDocument.Parse(Encoding.UTF8.GetString(Bytes(write))).Root!;

    private static byte[] Bytes(Action<Stream> write)
    {
        using MemoryStream written = new();
        write(written);
        return written.ToArray();
    }

    private static string[] Texts(XElement figure) => [.. figure.Descendants(Svg + "text").Select(text => text.Value)];
}
