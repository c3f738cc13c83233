namespace MyoclonusSignal.Benchmarks.Tests.Guard;

/// <summary>A loop that does nothing but let the clock go on, as long as the test says.</summary>
internal sealed class ScriptedLoop(ManualTime time, Func<int, double> processMicroseconds) : HotLoop
{
    public const double NaiveMicroseconds = 1000;

    private int _calls;

    public ScriptedLoop(ManualTime time, double processMicroseconds)
        : this(time, _ => processMicroseconds)
    {
    }

    public override string Name => "scripted";

    /// <summary>Gets what else a call does.</summary>
    public Action InProcess { get; init; } = () => { };

    /// <summary>Gets what else a preparation does.</summary>
    public Action InPrepare { get; init; } = () => { };

    public override void Prepare(int calls) => InPrepare();

    public override void Process()
    {
        InProcess();
        time.Advance(TimeSpan.FromMicroseconds(processMicroseconds(_calls++)));
    }

    public override void Naive() => time.Advance(TimeSpan.FromMicroseconds(NaiveMicroseconds));

    public override void CopySamples() => time.Advance(TimeSpan.FromMicroseconds(50));
}
