using MyoclonusSignal.Analysis;
using MyoclonusSignal.Reporting.Figures;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>The spectrum that the decision about the rhythm of a channel rests on.</summary>
internal sealed class SpectrumPanel : Panel
{
    public override string FileEnding => "spectrum";

    private const int MostRows = 64;

    public override PanelFigure? Of(AnalysisResult result, ChannelResult channel) => SpectrumFigure.IsPossible(result, channel)
        ? new PanelFigure(() => SpectrumFigure.Sheet(result, channel), SpectrumFigure.Describe(result, channel), SpectrumFigure.LookFor(result), page => WriteSpectrum(page, channel))
        : null;

    /// <summary>The spectrum, at most so many frequencies of it.</summary>
    private static void WriteSpectrum(PageWriter page, ChannelResult channel)
    {
        RhythmSpectrum spectrum = channel.Rhythm!.Spectrum!;
        int step = Math.Max(1, (spectrum.FrequencyHz.Count + MostRows - 1) / MostRows);
        string unit = channel.Unit is string stated ? $"{stated}²/Hz" : "per Hz";
        page.Open("details").Element("summary", "The spectrum in numbers");
        PageTable table = new(null, $"Density, background and threshold ({unit})", "#frequency (Hz)", "#density", "#95 % interval", "#background", "#threshold");
        for (int i = 0; i < spectrum.FrequencyHz.Count; i += step)
        {
            double density = spectrum.Density[i];
            table.Row().Number(spectrum.FrequencyHz[i], "0.00").Number(density, "G4");
            table.Range((density * spectrum.Ci95.Lower, density * spectrum.Ci95.Upper), "G3");
            table.Number(spectrum.Background[i], "G4").Number(spectrum.Threshold[i], "G4");
        }

        table.Write(page);
        page.Close();
    }
}
