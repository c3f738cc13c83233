namespace MyoclonusSignal.Synthesis;

/// <summary>The electrodes' standing voltage, the amplifier's limits and the converter's steps.</summary>
internal static class Converter
{
    /// <summary>Changes the samples in place and gives their unit: <see langword="null"/> for counts.</summary>
    public static string? Apply(double[] samples, ArtefactOptions artefacts, string unit)
    {
        double limit = artefacts.ClipMicrovolts ?? double.PositiveInfinity;
        double middle = Math.ScaleB(1, artefacts.Bits - 1);
        for (int index = 0; index < samples.Length; index++)
        {
            double value = Math.Clamp(samples[index] + artefacts.OffsetMicrovolts, -limit, limit);
            if (artefacts.StepMicrovolts is double step)
            {
                double counts = Math.Clamp(Math.Round(value / step), -middle, middle - 1);
                value = artefacts.AsCounts ? counts + middle : counts * step;
            }

            samples[index] = value;
        }

        return artefacts.AsCounts ? null : unit;
    }
}
