using MyoclonusSignal.Fuzz;

namespace MyoclonusSignal.Cli.Tests;

/// <summary>Whatever bytes come in at any door, they give a result or an error of a documented exit code.</summary>
public sealed class MutationTests
{
    // Some seconds; at full size it is the program that CONTRIBUTING.md names.
    private const int Inputs = 150;
    private const int Seed = 19;

    [Fact]
    public void AnyBytesGiveAResultOrATypedError()
    {
        using FuzzTargets targets = new();
        foreach (FuzzTarget target in targets.All)
        {
            MutationRun run = new(target);
            run.Run(Inputs, Seed, TimeSpan.MaxValue);
            Assert.True(run.Faults.Count == 0, $"{target.Name}: {string.Join("\n", run.Faults.Select(fault => $"{fault.Key}: {Convert.ToBase64String(fault.Value.First)}\n{fault.Value.Text}"))}");
            Assert.True(run.Results > 0 && run.Refused > 0, $"{target.Name}: {run.Results} results, {run.Refused} refused: the seeds or the mutation are wrong.");
        }
    }

    [Fact]
    public void EverySeedGivesAResult()
    {
        using FuzzTargets targets = new();

        // The other seeds are of several doors: a table of jerks is no hypnogram.
        foreach (FuzzTarget target in targets.All.Where(target => target.Name is "recording" or "report" or "options" or "group" or "bids" or "watch" or "annotations"))
        {
            MutationRun run = new(target);
            foreach (byte[] seed in target.Seeds)
            {
                run.Read(seed);
            }

            Assert.True(run.Results == target.Seeds.Count, $"{target.Name}: {run.Results} of {target.Seeds.Count} seeds give a result.");
        }
    }
}
