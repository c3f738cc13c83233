namespace MyoclonusSignal.Rhythm;

/// <summary>A significant peak that moves slowly from stretch to stretch of the record.</summary>
/// <param name="StartSamples">First sample of the first stretch, in the store.</param>
/// <param name="EndSamples">The sample behind its last one.</param>
/// <param name="Centres">The middle of each stretch, in samples of the store.</param>
/// <param name="FrequencyHz">The frequency of the peak in each of them.</param>
internal sealed record Ridge(long StartSamples, long EndSamples, double[] Centres, double[] FrequencyHz)
{
    /// <summary>Gets the mean frequency.</summary>
    public double MeanHz => FrequencyHz.Average();
}
