namespace MyoclonusSignal.Synthesis;

/// <summary>A jerk on the schedule, before it meets a channel.</summary>
/// <param name="OnsetSeconds">When its envelope reaches 10 %.</param>
/// <param name="DurationSeconds">How long its envelope is at least 10 %.</param>
/// <param name="Shape">The course of its amplitude.</param>
/// <param name="SizeDb">Its size in dB over the noise floor.</param>
/// <param name="Group">Its number among the shared jerks from 1, or 0 for a jerk of one channel only.</param>
internal readonly record struct ScheduledJerk(
    double OnsetSeconds, double DurationSeconds, BurstShape Shape, double SizeDb, int Group)
{
    public double EndSeconds => OnsetSeconds + DurationSeconds;
}
