using System.CommandLine.Parsing;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Cli;

/// <summary>Reads the name of a simulated scenario.</summary>
internal static class ScenarioName
{
    /// <summary>Gives the scenario among those allowed; otherwise an error that names them.</summary>
    public static SimulationScenario Parse(ArgumentResult result, IReadOnlyList<SimulationScenario> allowed)
    {
        string text = result.Tokens[0].Value;
        foreach (SimulationScenario scenario in allowed)
        {
            if (SimulationScenarios.NameOf(scenario) == text)
            {
                return scenario;
            }
        }

        string? near = Suggestion.For(text, allowed.Select(SimulationScenarios.NameOf));
        result.AddError($"--scenario: expected one of {string.Join(", ", allowed.Select(SimulationScenarios.NameOf))}, found \"{text}\"{(near is null ? string.Empty : $"; did you mean {near}?")}");
        return default;
    }
}
