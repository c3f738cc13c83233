using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Rhythm;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MyoclonusSignal.Reporting.Figures;

/// <summary>The spectrum as it changes with time, in decibels, with the bouts of the rhythm drawn over it; gaps are blank.</summary>
public static class SpectrogramFigure
{
    /// <summary>What to look for.</summary>
    internal const string LookFor = "A rhythm is a bright horizontal line. Look whether it lasts, drifts or comes in bouts.";

    /// <summary>Returns true if there is more than one moment to draw.</summary>
    /// <param name="result">The result.</param>
    /// <param name="channel">One of its channels.</param>
    public static bool IsPossible(AnalysisResult result, ChannelResult channel)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(channel);
        return channel.Rhythm?.Spectrogram is { TimeSeconds.Count: > 1, FrequencyHz.Count: > 1 };
    }

    /// <summary>Says what to look for.</summary>
    public static string Caption(AnalysisResult result, ChannelResult channel) => Describe(result, channel) + " " + LookFor;

    /// <summary>Says what is drawn.</summary>
    internal static string Describe(AnalysisResult result, ChannelResult channel)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(channel);
        int bouts = channel.Rhythm?.Bouts.Count ?? 0;
        string drawn = bouts == 0 ? "No bout of a rhythm was found." : bouts == 1 ? "The black line is the bout of the rhythm." : $"The {bouts} black lines are the bouts of the rhythm.";
        return string.Create(CultureInfo.InvariantCulture, $"Power of {PlainText.Of(channel.Name, 60)} over time and frequency, in decibels, in windows of {channel.Rhythm?.Spectrogram?.WindowSeconds:0.##} s. {drawn}");
    }

    /// <summary>Writes the figure as an SVG document. The same numbers give the same bytes.</summary>
    /// <param name="result">The result.</param>
    /// <param name="channel">One of its channels.</param>
    /// <param name="stream">Where to; not closed.</param>
    /// <exception cref="ArgumentException">There is no spectrogram.</exception>
    public static void Write(AnalysisResult result, ChannelResult channel, Stream stream) => Sheet(result, channel).Write(stream);

    internal static FigureSheet Sheet(AnalysisResult result, ChannelResult channel)
    {
        if (!IsPossible(result, channel))
        {
            throw new ArgumentException("There is no spectrogram of this channel.", nameof(channel));
        }

        RhythmSpectrogram spectrogram = channel.Rhythm!.Spectrogram!;
        FigureSheet sheet = new($"Spectrum over time, {channel.Name}", Describe(result, channel));
        double[,] levels = Levels(spectrogram, out double low, out double high);
        double end = spectrogram.TimeSeconds[^1] + (spectrogram.ColumnSeconds / 2);
        double start = spectrogram.TimeSeconds[0] - (spectrogram.ColumnSeconds / 2);
        TimeAxis time = TimeAxis.For(end - start);
        PlotModel panel = FigureSheet.Panel(string.Empty);
        panel.PlotMargins = new OxyThickness(74, double.NaN, 66, 40);
        panel.Axes.Add(time.Axis(Math.Max(0, start), Math.Max(result.Input.DurationSeconds, end)));
        panel.Axes.Add(FigureSheet.Axis(AxisPosition.Left, "frequency (Hz)", spectrogram.FrequencyHz[0], spectrogram.FrequencyHz[^1]));
        panel.Axes.Add(new LinearColorAxis
        {
            Position = AxisPosition.Right,
            Palette = OxyPalettes.Cividis(64),
            Minimum = low,
            Maximum = high,
            InvalidNumberColor = OxyColors.White,
            Title = "dB",
            TitleFontSize = FigureLook.FontSize,
            FontSize = FigureLook.SmallFontSize,
            AxisDistance = 8,
            MinorTickSize = 0,
        });
        panel.Series.Add(new HeatMapSeries
        {
            X0 = spectrogram.TimeSeconds[0],
            X1 = spectrogram.TimeSeconds[0] + ((levels.GetLength(0) - 1) * spectrogram.ColumnSeconds),
            Y0 = spectrogram.FrequencyHz[0],
            Y1 = spectrogram.FrequencyHz[^1],
            Data = levels,
            Interpolate = false,
            RenderMethod = HeatMapRenderMethod.Bitmap,
        });
        foreach (RhythmBout bout in channel.Rhythm.Bouts)
        {
            double half = double.IsFinite(bout.DriftHzPerMinute) ? bout.DriftHzPerMinute * bout.DurationSeconds / 120 : 0;
            foreach ((OxyColor colour, double width) in new[] { (OxyColors.White, 4.0), (OxyColors.Black, 1.8) })
            {
                LineSeries line = new() { Color = colour, StrokeThickness = width };
                line.Points.Add(new DataPoint(bout.StartSeconds, bout.FrequencyHz - half));
                line.Points.Add(new DataPoint(bout.EndSeconds, bout.FrequencyHz + half));
                panel.Series.Add(line);
            }
        }

        sheet.Add(270, panel);
        return sheet;
    }

    /// <summary>Decibels on a grid of equal steps of time, NaN where nothing was recorded; the scale leaves out the weakest tenth.</summary>
    private static double[,] Levels(RhythmSpectrogram spectrogram, out double low, out double high)
    {
        double step = spectrogram.ColumnSeconds;
        int columns = 1 + (int)Math.Round((spectrogram.TimeSeconds[^1] - spectrogram.TimeSeconds[0]) / step);
        columns = Math.Clamp(columns, 2, 4 * RhythmSpectrogram.MostTimes);
        double[,] levels = new double[columns, spectrogram.FrequencyHz.Count];
        for (int i = 0; i < columns; i++)
        {
            for (int j = 0; j < spectrogram.FrequencyHz.Count; j++)
            {
                levels[i, j] = double.NaN;
            }
        }

        List<double> all = [];
        for (int i = 0; i < spectrogram.TimeSeconds.Count; i++)
        {
            int column = Math.Clamp((int)Math.Round((spectrogram.TimeSeconds[i] - spectrogram.TimeSeconds[0]) / step), 0, columns - 1);
            for (int j = 0; j < spectrogram.FrequencyHz.Count; j++)
            {
                double power = spectrogram[i, j];
                if (power > 0 && double.IsFinite(power))
                {
                    levels[column, j] = 10 * Math.Log10(power);
                    all.Add(levels[column, j]);
                }
            }
        }

        all.Sort();
        low = all.Count == 0 ? 0 : all[all.Count / 10];
        high = all.Count == 0 ? 1 : all[^1];
        if (high - low < 1)
        {
            (low, high) = (low - 0.5, low + 0.5);
        }

        return levels;
    }
}
