using System.Globalization;
using MyoclonusSignal.Fuzz;
using SharpFuzz;

TextWriter errors = Console.Error;
using FuzzTargets targets = new();
string names = string.Join('|', targets.All.Select(target => target.Name));
FuzzTarget? named = args.Length > 0 ? targets.All.FirstOrDefault(target => target.Name == args[0]) : null;
switch (args)
{
    case ["mutate", string which, .. string[] rest] when (which == "all" || names.Split('|').Contains(which)) && rest.Length <= 4:
        return Mutate(which, Number(rest, 0, 1000), Number(rest, 1, 1), Number(rest, 2, int.MaxValue), rest.ElementAtOrDefault(3));
    case ["seeds", string folder]:
        SeedFiles.Write(folder, targets.All);
        return 0;

    // Without a fuzzer around it, a program of SharpFuzz reads one input from standard input: so a crash found is repeated.
    case [_] when named is not null:
        Fuzzer.OutOfProcess.Run(stream => Refuse(named, SeedFiles.Written(stream.CopyTo)));
        return 0;
    default:
        errors.WriteLine($"usage: MyoclonusSignal.Fuzz mutate all|{names} [INPUTS [SEED [SECONDS [FOLDER]]]], seeds FOLDER, or {names} < INPUT");
        return 64;
}

static int Number(string[] rest, int at, int otherwise) => rest.Length > at ? int.Parse(rest[at], CultureInfo.InvariantCulture) : otherwise;

static void Refuse(FuzzTarget target, byte[] input)
{
    MutationRun run = new(target);
    run.Read(input);
    foreach ((string kind, (_, _, string text)) in run.Faults)
    {
        throw new InvalidOperationException($"{kind}: {text}");
    }
}

// A table with a row for each target; every kind of fault below it, with its input in the folder where one is named.
int Mutate(string which, int inputs, int seed, int seconds, string? folder)
{
    Console.WriteLine("| target | inputs | results | refused | faults | slowest, s |\n|---|---:|---:|---:|---:|---:|");
    int kinds = 0;
    foreach (FuzzTarget target in targets.All.Where(target => which == "all" || target.Name == which))
    {
        MutationRun run = new(target);
        run.Run(inputs, seed, TimeSpan.FromSeconds(seconds));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {target.Name} | {run.Inputs} | {run.Results} | {run.Refused} | {run.Faults.Values.Sum(fault => fault.Count)} | {run.SlowestSeconds:F2} |"));
        foreach ((string kind, (int count, byte[] input, string text)) in run.Faults)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {count} inputs\n{text}"));
            kinds++;
            if (folder is not null)
            {
                Directory.CreateDirectory(folder);
                File.WriteAllBytes(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{target.Name}-{kinds}")), input);
            }
        }
    }

    return kinds == 0 ? 0 : 1;
}
