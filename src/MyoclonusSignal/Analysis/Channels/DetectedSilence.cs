using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Analysis;

/// <summary>A silent period and where its sample indices begin on the recording's clock.</summary>
/// <param name="Silence">The silent period, in samples of its segment.</param>
/// <param name="OriginSeconds">The time of sample 0, the delay of conditioning taken off.</param>
/// <param name="SegmentIndex">The segment it lies in.</param>
/// <param name="SettledSamples">How many samples of the segment had come in when it was settled.</param>
internal readonly record struct DetectedSilence(SilentPeriod Silence, double OriginSeconds, int SegmentIndex, long SettledSamples);
