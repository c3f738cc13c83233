using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Analysis;

/// <summary>A rhythm in a summary: the decision with its evidence, the frequency and the times, and the spectra in bounded size.</summary>
internal sealed class RhythmView(ChannelResult channel, RhythmResult rhythm)
{
    public bool IsRhythmic => rhythm.IsRhythmic;

    public double? FrequencyHz => rhythm.FrequencyHz;

    public ConfidenceInterval? FrequencyCi95 => rhythm.FrequencyCi95;

    public double? PValue => rhythm.PValue;

    public double? SnrDb => rhythm.SnrDb;

    public double? BandwidthHz => rhythm.BandwidthHz;

    public double Occupancy => rhythm.Occupancy;

    public IReadOnlyList<RhythmBout> Bouts => rhythm.Bouts;

    public RhythmVerdict Verdict => rhythm.Verdict;

    public string Reason => rhythm.Reason;

    public double? CandidateHz => rhythm.CandidateHz;

    public NumberRow OtherHz => new([.. rhythm.Others.Select(other => other.FrequencyHz)]);

    public IReadOnlyList<FurtherRhythm> Others => rhythm.Others;

    public SharedFundamental? Fundamental => rhythm.Fundamental;

    public double? OutsideHz => rhythm.OutsideHz;

    public double AnalysedSeconds => rhythm.AnalysedSeconds;

    public RhythmSourceView? Source => channel.RhythmSource is RhythmSource source ? new RhythmSourceView(source) : null;

    public double? Amplitude => rhythm.Amplitude;

    public double? DisplacementMillimetres => channel.Displacement?.Millimetres;

    public string? Displacement => channel.Displacement?.Reason;

    public double? DriftHzPerMinute => rhythm.Drift?.HzPerMinute;

    public ConfidenceInterval? DriftCi95 => rhythm.Drift?.Ci95;

    public NumberRow? PrincipalAxis => rhythm.PrincipalAxis is { } axis ? new NumberRow(axis) : null;

    public IEnumerable<HarmonicsView> Harmonics => rhythm.Harmonics.Select(profile => new HarmonicsView(profile, rhythm.Harmonics.Count == 1));

    public CyclesView? Cycles => rhythm.Cycles is RhythmCycles cycles ? new CyclesView(cycles) : null;

    public LineEvidence? LineTest => rhythm.Line;

    public SpectrumView? Spectrum => rhythm.Spectrum is RhythmSpectrum spectrum ? new SpectrumView(spectrum) : null;

    public SpectrogramView? Spectrogram => rhythm.Spectrogram is RhythmSpectrogram spectrogram ? new SpectrogramView(spectrogram) : null;
}

/// <summary>What a rhythm was estimated from.</summary>
internal sealed class RhythmSourceView(RhythmSource source)
{
    public string Signal => source.IsEnvelope ? "rectified-envelope" : "axes";

    public FrequencyBand BandHz => source.Band;

    public double RateHz => source.SampleRateHz;

    public int Axes => source.Axes;
}

/// <summary>The harmonics of a rhythm along one axis.</summary>
internal sealed class HarmonicsView(AxisHarmonics profile, bool isOnly)
{
    public string? Axis => isOnly ? null : "xyz".Substring(profile.Axis, 1);

    public NumberRow PowerRatios => new(profile.Ratios);

    public int Dominant => profile.Dominant;
}

/// <summary>The cycles of a rhythm in numbers.</summary>
internal sealed class CyclesView(RhythmCycles cycles)
{
    public int Count => cycles.Cycles.Count;

    public double? StabilityIndexHz => cycles.StabilityIndexHz;

    public double? FrequencyCv => cycles.FrequencyCv;

    public double? AmplitudeCv => cycles.AmplitudeCv;
}

/// <summary>The spectrum that a rhythm was estimated from.</summary>
internal sealed class SpectrumView(RhythmSpectrum spectrum)
{
    public SpectrumMethod Method => spectrum.Method;

    public double ResolutionHz => spectrum.ResolutionHz;

    public double Windows => spectrum.EffectiveWindowCount;

    public ConfidenceFactors Ci95Factors => spectrum.Ci95;

    public NumberRow FrequencyHz => new(spectrum.FrequencyHz);

    public NumberRow Density => new(spectrum.Density);

    public NumberRow Background => new(spectrum.Background);

    public NumberRow Threshold => new(spectrum.Threshold);
}

/// <summary>The spectrogram: decibels of the density, one row for each time.</summary>
internal sealed class SpectrogramView(RhythmSpectrogram spectrogram)
{
    public double ColumnSeconds => spectrogram.ColumnSeconds;

    public double WindowSeconds => spectrogram.WindowSeconds;

    public ConfidenceFactors Ci95Factors => spectrogram.Ci95;

    public NumberRow TimeSeconds => new(spectrogram.TimeSeconds, "0.####");

    public NumberRow FrequencyHz => new(spectrogram.FrequencyHz);

    public IEnumerable<NumberRow> DensityDb => Enumerable.Range(0, spectrogram.TimeSeconds.Count).Select(time => new NumberRow(
        [.. Enumerable.Range(0, spectrogram.FrequencyHz.Count).Select(frequency => Math.Round(10 * Math.Log10(spectrogram[time, frequency]), 1))]));
}
