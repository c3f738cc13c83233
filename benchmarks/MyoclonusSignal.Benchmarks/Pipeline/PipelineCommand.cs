using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MyoclonusSignal.Benchmarks.Guard;

namespace MyoclonusSignal.Benchmarks.Pipeline;

/// <summary>The verb <c>pipeline</c>: what each stage of the whole job costs, in noise and with dense jerks, beside the reference work and the copy.</summary>
internal static class PipelineCommand
{
    private const int Turns = 8;

    public static int Run(string[] arguments, TextWriter output)
    {
        if (arguments.Length > 0)
        {
            output.WriteLine($"pipeline: unknown argument {arguments[0]}; expected nothing");
            return 2;
        }

        if (GuardCommand.IsUnoptimized())
        {
            output.WriteLine("pipeline: built without optimization, so that no time means anything; run it with -c Release");
            return 2;
        }

        PipelineStages noise = new(new PipelineJob(PipelineRecording.Noise()));
        PipelineStages jerks = new(new PipelineJob(PipelineRecording.DenseJerks()));
        PipelineWork[] inNoise = noise.Works();
        PipelineWork[] withJerks = jerks.Works();
        double[] times = new PipelineTimer(new ProcessorTime()).Measure([.. inNoise, .. withJerks], Turns);
        PipelineTable first = noise.Of(times.AsSpan(0, inNoise.Length));
        PipelineTable second = jerks.Of(times.AsSpan(inNoise.Length));
        output.WriteLine("# The whole job by stage");
        output.WriteLine();
        output.WriteLine("Made by `dotnet run -c Release --project benchmarks/MyoclonusSignal.Benchmarks -- pipeline`.");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Processor: {Processor()}, vectors of {Bits()} bits; {RuntimeInformation.FrameworkDescription}."));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{PipelineRecording.ChannelCount} channels of {PipelineRecording.Rows / PipelineRecording.SampleRate:0} s at {PipelineRecording.SampleRate:0} Hz; events found: {first.Totals.Events} in noise, {second.Totals.Events} with dense jerks."));
        output.WriteLine();
        PipelineTable.Write(first, second, output);
        return 0;
    }

    private static int Bits() => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>Gives the processor's name, where the system tells it.</summary>
    private static string Processor()
    {
        const string Information = "/proc/cpuinfo";
        string? line = File.Exists(Information)
            ? File.ReadLines(Information).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
