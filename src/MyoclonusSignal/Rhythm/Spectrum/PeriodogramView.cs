namespace MyoclonusSignal.Rhythm;

/// <summary>
/// A second view of samples at uneven times: the strongest peak of the band in the periodograms of Lomb and Scargle of the samples
/// themselves, where the decision rests on those interpolated onto an even grid.
/// </summary>
/// <param name="FrequencyHz">Its frequency in Hz, between the bins.</param>
/// <param name="PValue">The probability of so strong a peak anywhere in the band, of noise; 10⁻¹⁵ means that or less.</param>
/// <param name="ProminenceDb">How far it rises above its flanks, in dB.</param>
/// <param name="Spectrum">The mean spectrum of the windows.</param>
/// <remarks>
/// A frequency that only one of the two views shows comes from how the samples lie in time. Samples in regular bursts fold what
/// is faster or slower onto the band in this view, and its probability is then too small: white noise in five bursts a second over
/// 60 s has p ≤ 0.05 in a fifth of the records (64 of 300). What is slower than a third of the band's lower edge is taken off before.
/// </remarks>
public sealed record PeriodogramView(double FrequencyHz, double PValue, double ProminenceDb, RhythmSpectrum Spectrum);
