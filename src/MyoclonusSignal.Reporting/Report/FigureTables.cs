using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Reporting.Figures;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>The numbers of figures as tables, for who cannot see them or wants to compute with them.</summary>
internal static class FigureTables
{
    private const int MostRows = 64;
    private static readonly double[] Fractions = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

    /// <summary>The quantiles of the intervals between jerks.</summary>
    public static void WriteIntervals(PageWriter page, AnalysisResult result, ChannelResult channel)
    {
        double[] sorted = [.. JerkIntervals.Of(result, channel).Order()];
        page.Open("details").Element("summary", "The intervals in numbers").Table(null, "Quantiles of the intervals between jerks", "#part of the intervals (%)", "#at most (s)");
        foreach (double fraction in Fractions)
        {
            double position = fraction * (sorted.Length - 1);
            int lower = (int)position;
            double value = sorted[lower] + ((position - lower) * (sorted[Math.Min(lower + 1, sorted.Length - 1)] - sorted[lower]));
            page.Open("tr").Number(100 * fraction, "0").Number(value, "0.0000").Close();
        }

        page.EndTable().Close();
    }

    /// <summary>The middle envelope of the jerks, every 25 ms.</summary>
    public static void WriteAverage(PageWriter page, ChannelResult channel, AlignedEnvelopes aligned)
    {
        int step = Math.Max(1, (int)Math.Round(0.025 / (aligned.Seconds[1] - aligned.Seconds[0])));
        page.Open("details").Element("summary", "The envelope in numbers").Table(null, $"Envelope of the jerks ({channel.Unit ?? "no unit"})", "#from the onset (ms)", "#lower quartile", "#median", "#upper quartile");
        for (int i = step / 2; i < aligned.Seconds.Length; i += step)
        {
            page.Open("tr").Number(1000 * aligned.Seconds[i], "0").Number(aligned.LowerQuartile[i], "G4").Number(aligned.Median[i], "G4").Number(aligned.UpperQuartile[i], "G4").Close();
        }

        page.EndTable().Close();
    }

    /// <summary>The spectrum, at most so many frequencies of it.</summary>
    public static void WriteSpectrum(PageWriter page, ChannelResult channel)
    {
        RhythmSpectrum spectrum = channel.Rhythm!.Spectrum!;
        int step = Math.Max(1, (spectrum.FrequencyHz.Count + MostRows - 1) / MostRows);
        string unit = channel.Unit is string stated ? $"{stated}²/Hz" : "per Hz";
        page.Open("details").Element("summary", "The spectrum in numbers").Table(null, $"Density, background and threshold ({unit})", "#frequency (Hz)", "#density", "#95 % interval", "#background", "#threshold");
        for (int i = 0; i < spectrum.FrequencyHz.Count; i += step)
        {
            double density = spectrum.Density[i];
            page.Open("tr").Number(spectrum.FrequencyHz[i], "0.00").Number(density, "G4");
            page.Number(string.Create(CultureInfo.InvariantCulture, $"{density * spectrum.Ci95.Lower:G3}–{density * spectrum.Ci95.Upper:G3}"));
            page.Number(spectrum.Background[i], "G4").Number(spectrum.Threshold[i], "G4").Close();
        }

        page.EndTable().Close();
    }
}
