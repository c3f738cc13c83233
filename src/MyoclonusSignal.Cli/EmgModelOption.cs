using System.CommandLine;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Cli;

/// <summary>The option that says how EMG is simulated.</summary>
internal sealed class EmgModelOption
{
    public Option<string> Option { get; } = new Option<string>("--emg-model")
    {
        Description = "How EMG is made: noise (shaped and modulated) or motor-units (their potentials one by one).",
        HelpName = "NAME",
        DefaultValueFactory = _ => "noise",
    }.AcceptOnlyFromAmong("noise", "motor-units");

    public EmgModel Read(ParseResult parsed) =>
        parsed.GetValue(Option) == "motor-units" ? EmgModel.MotorUnits : EmgModel.ModulatedNoise;
}
