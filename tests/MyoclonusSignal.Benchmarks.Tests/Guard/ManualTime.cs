namespace MyoclonusSignal.Benchmarks.Tests.Guard;

/// <summary>A clock that stands still until it is told otherwise.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _nanoseconds;

    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp() => _nanoseconds;

    public void Advance(TimeSpan duration) => _nanoseconds += (long)duration.TotalNanoseconds;
}
