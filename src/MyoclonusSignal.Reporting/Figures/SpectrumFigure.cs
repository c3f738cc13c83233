using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Rhythm;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>
/// The spectrum on which the decision about the rhythm was made: density with its 95 % interval, the background under it, what a
/// peak of the band must exceed, and the frequency with its interval.
/// </summary>
public static class SpectrumFigure
{
    // Below the line of the frequency, which is long.
    private const double HarmonicLine = 0.9;

    /// <summary>Returns true if a spectrum could be made.</summary>
    /// <param name="result">The result.</param>
    /// <param name="channel">One of its channels.</param>
    public static bool IsPossible(AnalysisResult result, ChannelResult channel)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(channel);
        return channel.Rhythm?.Spectrum is { FrequencyHz.Count: > 2 };
    }

    /// <summary>Says what to look for.</summary>
    public static string Caption(AnalysisResult result, ChannelResult channel) => Describe(result, channel) + " " + LookFor(result);

    /// <summary>Says what to look for in any channel of a result.</summary>
    internal static string LookFor(AnalysisResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"A rhythm is a peak of the shaded band above the dashed threshold, which noise exceeds in {result.Options.Rhythm.Significance * 100:0.##} % of recordings. Peaks at its multiples are harmonics.");

    /// <summary>Says what is drawn.</summary>
    internal static string Describe(AnalysisResult result, ChannelResult channel)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(channel);
        string peak = channel.Rhythm switch
        {
            { IsRhythmic: true, FrequencyHz: double hz, FrequencyCi95: { } ci } =>
                string.Create(CultureInfo.InvariantCulture, $"The peak at {hz:0.00} Hz (95 % interval {ci.Low:0.00}–{ci.High:0.00}) is above the threshold: a {(channel.Rhythm.IsWeak ? "weak rhythm" : "rhythm")}, {Standing(channel.Rhythm)}."),
            { CandidateHz: double hz } => string.Create(CultureInfo.InvariantCulture, $"No rhythm was found; what stands out most from its flanks is at {hz:0.00} Hz."),
            _ => "No rhythm was found.",
        };
        return string.Create(CultureInfo.InvariantCulture, $"Spectrum of {PlainText.Of(channel.Name, 60)}{(channel.RhythmSource is { IsEnvelope: true } ? " (rectified envelope)" : string.Empty)}. {peak}");
    }

    /// <summary>Gives how far a rhythm stands out and how much of the time it is there, as the figure and the sentences of the page state it.</summary>
    internal static string Standing(RhythmResult rhythm) =>
        string.Create(CultureInfo.InvariantCulture, $"{rhythm.SnrDb:0.#} dB above its background, {100 * rhythm.Occupancy:0.#} % of the time");

    /// <summary>Writes the figure as an SVG document. The same numbers give the same bytes.</summary>
    /// <param name="result">The result.</param>
    /// <param name="channel">One of its channels.</param>
    /// <param name="stream">Where to; not closed.</param>
    /// <exception cref="ArgumentException">There is no spectrum.</exception>
    public static void Write(AnalysisResult result, ChannelResult channel, Stream stream) => Sheet(result, channel).Write(stream);

    internal static FigureSheet Sheet(AnalysisResult result, ChannelResult channel)
    {
        if (!IsPossible(result, channel))
        {
            throw new ArgumentException("There is no spectrum of this channel.", nameof(channel));
        }

        RhythmResult rhythm = channel.Rhythm!;
        RhythmSpectrum spectrum = rhythm.Spectrum!;
        FigureSheet sheet = new($"Spectrum, {channel.Name}", Describe(result, channel));
        PlotModel panel = FigureSheet.Panel(string.Empty, left: 78);
        double end = Math.Min(spectrum.FrequencyHz[^1], Math.Max(16, 2.5 * result.Options.Rhythm.BandHighHz));
        LinearAxis frequency = FigureSheet.Axis(AxisPosition.Bottom, "frequency (Hz)", 0, end);
        frequency.MajorStep = end > 25 ? 5 : end > 12 ? 2 : 1;
        panel.Axes.Add(frequency);
        AreaSeries interval = new() { Color = OxyColors.Transparent, Color2 = OxyColors.Transparent, Fill = OxyColor.FromAColor(50, FigureLook.Jerk) };
        LineSeries density = new() { Color = FigureLook.Jerk, StrokeThickness = 1.8 };
        LineSeries background = new() { Color = FigureLook.Floor, StrokeThickness = 1.5, LineStyle = LineStyle.Dot };
        LineSeries threshold = new() { Color = FigureLook.Threshold, StrokeThickness = 1.6, LineStyle = LineStyle.Dash };
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (int i = 0; i < spectrum.FrequencyHz.Count && spectrum.FrequencyHz[i] <= end; i++)
        {
            double hz = spectrum.FrequencyHz[i];
            double level = spectrum.Density[i];
            if (level > 0 && double.IsFinite(level))
            {
                density.Points.Add(new DataPoint(hz, Math.Log10(level)));
                interval.Points.Add(new DataPoint(hz, Math.Log10(level * spectrum.Ci95.Lower)));
                interval.Points2.Add(new DataPoint(hz, Math.Log10(level * spectrum.Ci95.Upper)));
                (low, high) = (Math.Min(low, Math.Log10(level)), Math.Max(high, Math.Log10(level * Math.Min(spectrum.Ci95.Upper, 4))));
            }

            Add(background, hz, spectrum.Background[i]);
            Add(threshold, hz, spectrum.Threshold[i]);
        }

        double margin = Math.Max(0.15, 0.12 * (high - low));
        LinearAxis power = FigureSheet.LogAxis(AxisPosition.Left, channel.Unit is string unit ? $"density ({unit}²/Hz)" : "density (per Hz)", low - (margin / 2), high + margin);
        panel.Axes.Add(power);
        panel.Annotations.Add(new RectangleAnnotation
        {
            MinimumX = result.Options.Rhythm.BandLowHz,
            MaximumX = result.Options.Rhythm.BandHighHz,
            Fill = FigureLook.Shade,
            Layer = AnnotationLayer.BelowAxes,
        });
        AddPeak(panel, rhythm, end, high + (margin * 0.45));
        panel.Series.Add(interval);
        panel.Series.Add(background);
        panel.Series.Add(threshold);
        panel.Series.Add(density);
        sheet.Add(300, panel);
        sheet.AddLegend(
            new("density, with its 95 % interval", FigureLook.Jerk, Width: 1.8),
            new("background", FigureLook.Floor, LineStyle.Dot),
            new("threshold of the test", FigureLook.Threshold, LineStyle.Dash),
            new("band", OxyColors.LightSlateGray, Width: 12));
        return sheet;
    }

    private static void Add(LineSeries line, double hz, double level) =>
        line.Points.Add(level > 0 && double.IsFinite(level) ? new DataPoint(hz, Math.Log10(level)) : DataPoint.Undefined);

    private static void AddPeak(PlotModel panel, RhythmResult rhythm, double end, double level)
    {
        if (rhythm is not { FrequencyHz: double hz })
        {
            if (rhythm.CandidateHz is double candidate && candidate < end)
            {
                panel.Annotations.Add(Vertical(candidate, string.Create(CultureInfo.InvariantCulture, $"{candidate:0.00} Hz, no rhythm"), OxyColors.Gray));
            }

            return;
        }

        panel.Annotations.Add(Vertical(
            hz, string.Create(CultureInfo.InvariantCulture, $"{hz:0.00} Hz, {(rhythm.IsWeak ? "weak, " : string.Empty)}{rhythm.SnrDb:0.#} dB, {100 * rhythm.Occupancy:0.#} % of the time"), OxyColors.Black));
        if (rhythm.FrequencyCi95 is { } interval)
        {
            LineSeries bar = new() { Color = OxyColors.Black, StrokeThickness = 3 };
            bar.Points.Add(new DataPoint(interval.Low, level));
            bar.Points.Add(new DataPoint(interval.High, level));
            panel.Series.Add(bar);
        }

        for (int harmonic = 2; harmonic * hz < end; harmonic++)
        {
            panel.Annotations.Add(Vertical(harmonic * hz, string.Create(CultureInfo.InvariantCulture, $"{harmonic}f"), OxyColors.Silver, HarmonicLine));
        }
    }

    private static LineAnnotation Vertical(double hz, string text, OxyColor colour, double line = 0.98) => new()
    {
        Type = LineAnnotationType.Vertical,
        X = hz,
        Color = colour,
        LineStyle = LineStyle.Dash,
        StrokeThickness = 1,
        Text = text,
        TextOrientation = AnnotationTextOrientation.Horizontal,
        TextHorizontalAlignment = HorizontalAlignment.Left,
        TextLinePosition = line,
        FontSize = FigureLook.SmallFontSize,
        Layer = AnnotationLayer.BelowSeries,
    };
}
