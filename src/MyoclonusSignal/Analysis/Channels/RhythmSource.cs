using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>What a rhythm was told from: the demodulation of EMG, or the axes of acceleration.</summary>
/// <param name="IsEnvelope">Whether it is the envelope of EMG: band-passed, rectified, and averaged down.</param>
/// <param name="Band">The pass band before that, in Hz.</param>
/// <param name="SampleRateHz">The rate of the samples in which the rhythm was looked for, each a mean of those of the recording.</param>
/// <param name="Axes">The number of axes whose spectra are summed.</param>
public sealed record RhythmSource(bool IsEnvelope, FrequencyBand Band, double SampleRateHz, int Axes);
