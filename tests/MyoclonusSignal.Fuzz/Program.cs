using MyoclonusSignal.Fuzz;
using SharpFuzz;

// Without a fuzzer around it, a program of SharpFuzz reads one input from standard input: so a crash found is repeated.
switch (args)
{
    case ["recording"]:
        Fuzzer.OutOfProcess.Run(stream => RecordingTarget.Read(stream));
        return 0;
    case ["annotations"]:
        Fuzzer.OutOfProcess.Run(stream => AnnotationTarget.Read(stream));
        return 0;
    case ["seeds", string folder]:
        SeedFiles.Write(folder);
        return 0;
    default:
        Console.Error.WriteLine("usage: MyoclonusSignal.Fuzz recording|annotations < INPUT, or seeds FOLDER");
        return 64;
}
