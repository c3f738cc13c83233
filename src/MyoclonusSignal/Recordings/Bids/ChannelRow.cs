namespace MyoclonusSignal.Recordings.Bids;

/// <summary>One row of a <c>channels.tsv</c>; what is <c>n/a</c> or has no column is <see langword="null"/>.</summary>
/// <param name="Name">The channel's name as in the recording.</param>
/// <param name="Type">The type in capitals.</param>
/// <param name="Units">The unit as written.</param>
/// <param name="SampleRate">The sampling rate in Hz.</param>
/// <param name="Component">The axis: <c>x</c>, <c>y</c>, <c>z</c>, ….</param>
/// <param name="TrackedPoint">Where on the body the sensor is.</param>
/// <param name="IsBad">Whether the channel is marked as bad.</param>
/// <param name="Why">Why it is.</param>
internal sealed record ChannelRow(
    string Name, string Type, string? Units, double? SampleRate, string? Component, string? TrackedPoint, bool IsBad, string? Why);
