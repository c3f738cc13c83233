using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Analysis;

/// <summary>A burst and where its sample indices begin on the recording's clock.</summary>
/// <param name="Burst">The burst, in samples of its segment.</param>
/// <param name="OriginSeconds">The time of sample 0, the delay of conditioning taken off.</param>
/// <param name="SegmentIndex">The segment it lies in.</param>
/// <param name="EnvelopeOrigin">The index of the segment's first sample in the decimated envelope.</param>
internal readonly record struct DetectedBurst(Burst Burst, double OriginSeconds, int SegmentIndex, long EnvelopeOrigin);
