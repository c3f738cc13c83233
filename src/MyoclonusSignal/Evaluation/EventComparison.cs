namespace MyoclonusSignal.Evaluation;

/// <summary>What a comparison of two event tables gave.</summary>
/// <param name="Overall">Every channel and kind together; false detections per hour of one channel.</param>
/// <param name="ByTrialType">Each kind over all channels, sorted by name.</param>
/// <param name="ByChannel">Each channel and kind, sorted by name.</param>
/// <param name="RowsWithoutOnset">How many rows of both tables had no onset and were left out.</param>
internal sealed record EventComparison(
    DetectionScore Overall,
    IReadOnlyList<ChannelScore> ByTrialType,
    IReadOnlyList<ChannelScore> ByChannel,
    int RowsWithoutOnset);
