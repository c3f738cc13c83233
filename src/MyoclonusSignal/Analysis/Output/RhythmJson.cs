using System.Text.Json;
using MyoclonusSignal.Rhythm;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Analysis;

/// <summary>Writes a rhythm: the decision with its evidence, the frequency and the times, and the spectra in bounded size.</summary>
internal static class RhythmJson
{
    // Densities to four digits are finer than any of their intervals.
    private const int SpectrumDigits = 4;

    private static readonly string[] AxisNames = ["x", "y", "z"];

    public static void Write(Utf8JsonWriter json, ChannelResult channel)
    {
        if (channel.Rhythm is not RhythmResult rhythm)
        {
            json.WriteNull("rhythm");
            return;
        }

        json.WriteStartObject("rhythm");
        json.WriteBoolean("is_rhythmic", rhythm.IsRhythmic);
        json.Number("frequency_hz", rhythm.FrequencyHz);
        json.Pair("frequency_ci95", Pair(rhythm.FrequencyCi95));
        json.Number("p_value", rhythm.PValue);
        json.Number("snr_db", rhythm.SnrDb);
        json.Number("bandwidth_hz", rhythm.BandwidthHz);
        json.Number("occupancy", rhythm.Occupancy);
        WriteBouts(json, rhythm.Bouts);
        json.WriteString("verdict", EnumNames.Kebab(rhythm.Verdict));
        json.WriteString("reason", rhythm.Reason);
        json.Number("candidate_hz", rhythm.CandidateHz);
        json.WritePropertyName("other_hz");
        json.Row([.. rhythm.Others.Select(other => other.FrequencyHz)], SpectrumDigits);
        WriteOthers(json, rhythm.Others);
        WriteFundamental(json, rhythm.Fundamental);
        json.Number("outside_hz", rhythm.OutsideHz);
        json.Number("analysed_s", rhythm.AnalysedSeconds);
        WriteSource(json, channel.RhythmSource);
        json.Number("amplitude", rhythm.Amplitude);
        json.Number("displacement_mm", channel.Displacement?.Millimetres);
        json.WriteString("displacement", channel.Displacement?.Reason);
        json.Number("drift_hz_per_min", rhythm.Drift?.HzPerMinute);
        json.Pair("drift_ci95", Pair(rhythm.Drift?.Ci95));
        WriteAxes(json, rhythm);
        WriteCycles(json, rhythm.Cycles);
        WriteLine(json, rhythm.Line);
        WriteSpectrum(json, rhythm.Spectrum);
        WriteSpectrogram(json, rhythm.Spectrogram);
        json.WriteEndObject();
    }

    private static (double Low, double High)? Pair(ConfidenceInterval? interval) =>
        interval is ConfidenceInterval known ? (known.Low, known.High) : null;

    private static (double Low, double High) Pair(ConfidenceFactors factors) => (factors.Lower, factors.Upper);

    private static void WriteBouts(Utf8JsonWriter json, IReadOnlyList<RhythmBout> bouts)
    {
        json.WriteStartArray("bouts");
        foreach (RhythmBout bout in bouts)
        {
            json.WriteStartObject();
            json.Number("start_s", bout.StartSeconds);
            json.Number("end_s", bout.EndSeconds);
            json.Number("frequency_hz", bout.FrequencyHz);
            json.Number("strength_db", bout.StrengthDb);
            json.Number("amplitude", bout.Amplitude);
            json.Number("drift_hz_per_min", bout.DriftHzPerMinute);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOthers(Utf8JsonWriter json, IReadOnlyList<FurtherRhythm> others)
    {
        json.WriteStartArray("others");
        foreach (FurtherRhythm other in others)
        {
            json.WriteStartObject();
            json.Number("frequency_hz", other.FrequencyHz);
            json.Pair("frequency_ci95", Pair(other.FrequencyCi95));
            WriteBouts(json, other.Bouts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFundamental(Utf8JsonWriter json, SharedFundamental? shared)
    {
        if (shared is null)
        {
            json.WriteNull("fundamental");
            return;
        }

        json.WriteStartObject("fundamental");
        json.WriteString("channel", shared.Channel);
        json.WriteNumber("order", shared.Order);
        json.WriteBoolean("has_own_peak", shared.HasOwnPeak);
        json.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter json, RhythmSource? source)
    {
        if (source is null)
        {
            json.WriteNull("source");
            return;
        }

        json.WriteStartObject("source");
        json.WriteString("signal", source.IsEnvelope ? "rectified-envelope" : "axes");
        json.Pair("band_hz", (source.Band.LowHz, source.Band.HighHz));
        json.Number("rate_hz", source.SampleRateHz);
        json.WriteNumber("axes", source.Axes);
        json.WriteEndObject();
    }

    private static void WriteAxes(Utf8JsonWriter json, RhythmResult rhythm)
    {
        if (rhythm.PrincipalAxis is null)
        {
            json.WriteNull("principal_axis");
        }
        else
        {
            json.WritePropertyName("principal_axis");
            json.Row([.. rhythm.PrincipalAxis], SpectrumDigits);
        }

        json.WriteStartArray("harmonics");
        foreach (AxisHarmonics profile in rhythm.Harmonics)
        {
            json.WriteStartObject();
            json.WriteString("axis", rhythm.Harmonics.Count == 1 ? null : AxisNames[profile.Axis]);
            json.WritePropertyName("power_ratios");
            json.Row([.. profile.Ratios], SpectrumDigits);
            json.WriteNumber("dominant", profile.Dominant);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCycles(Utf8JsonWriter json, RhythmCycles? cycles)
    {
        if (cycles is null)
        {
            json.WriteNull("cycles");
            return;
        }

        json.WriteStartObject("cycles");
        json.WriteNumber("count", cycles.Cycles.Count);
        json.Number("stability_index_hz", cycles.StabilityIndexHz);
        json.Number("frequency_cv", cycles.FrequencyCv);
        json.Number("amplitude_cv", cycles.AmplitudeCv);
        json.WriteEndObject();
    }

    private static void WriteLine(Utf8JsonWriter json, LineEvidence? evidence)
    {
        if (evidence is not LineEvidence line)
        {
            json.WriteNull("line_test");
            return;
        }

        json.WriteStartObject("line_test");
        json.Number("frequency_hz", line.FrequencyHz);
        json.Number("p_value", line.PValue);
        json.Number("piece_s", line.PieceSeconds);
        json.WriteNumber("pieces", line.PieceCount);
        json.WriteEndObject();
    }

    private static void WriteSpectrum(Utf8JsonWriter json, RhythmSpectrum? spectrum)
    {
        if (spectrum is null)
        {
            json.WriteNull("spectrum");
            return;
        }

        json.WriteStartObject("spectrum");
        json.WriteString("method", EnumNames.Kebab(spectrum.Method));
        json.Number("resolution_hz", spectrum.ResolutionHz);
        json.Number("windows", spectrum.EffectiveWindowCount);
        json.Pair("ci95_factors", Pair(spectrum.Ci95));
        WriteRow(json, "frequency_hz", spectrum.FrequencyHz);
        WriteRow(json, "density", spectrum.Density);
        WriteRow(json, "background", spectrum.Background);
        WriteRow(json, "threshold", spectrum.Threshold);
        json.WriteEndObject();
    }

    // Decibels of the density, one row for each time.
    private static void WriteSpectrogram(Utf8JsonWriter json, RhythmSpectrogram? spectrogram)
    {
        if (spectrogram is null)
        {
            json.WriteNull("spectrogram");
            return;
        }

        json.WriteStartObject("spectrogram");
        json.Number("column_s", spectrogram.ColumnSeconds);
        json.Number("window_s", spectrogram.WindowSeconds);
        json.Pair("ci95_factors", Pair(spectrogram.Ci95));
        WriteRow(json, "time_s", spectrogram.TimeSeconds);
        WriteRow(json, "frequency_hz", spectrogram.FrequencyHz);
        json.WriteStartArray("density_db");
        double[] row = new double[spectrogram.FrequencyHz.Count];
        for (int t = 0; t < spectrogram.TimeSeconds.Count; t++)
        {
            for (int f = 0; f < row.Length; f++)
            {
                row[f] = Math.Round(10 * Math.Log10(spectrogram[t, f]), 1);
            }

            json.Row(row, SpectrumDigits);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, string name, IReadOnlyList<double> values)
    {
        json.WritePropertyName(name);
        json.Row([.. values], SpectrumDigits);
    }
}
