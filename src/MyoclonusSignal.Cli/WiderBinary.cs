using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace MyoclonusSignal.Cli;

/// <summary>
/// The twin of the native binary for processors with wider vectors. A native binary is of one set of instructions: the one that is started
/// runs everywhere, and where the processor can do more it is replaced by its twin, which lies beside it.
/// </summary>
internal static partial class WiderBinary
{
    private const string Suffix = ".x86-64-v3";
    private const int VectorOfAvx2 = 4;

    // The registers of CPUID that state the instructions of x86-64-v3 (System V ABI, AMD64 supplement, table 3.1), and that the system
    // may keep the wide registers (OSXSAVE): leaf 1 ECX, leaf 7 EBX, leaf 80000001h ECX. Whether it does, Linux says by the flags.
    private const string ProcessorFlags = "/proc/cpuinfo";
    private const int FusedMultiplyAdd = 1 << 12;
    private const int MoveBigEndian = 1 << 22;
    private const int SystemSavesRegisters = 1 << 27;
    private const int WideFloats = 1 << 28;
    private const int HalfFloats = 1 << 29;
    private const int BitsFirst = 1 << 3;
    private const int WideIntegers = 1 << 5;
    private const int BitsSecond = 1 << 8;
    private const int LeadingZeros = 1 << 5;
    private const int ExtendedLeaf = unchecked((int)0x80000001);

    /// <summary>Replaces this process by that of the twin, where there is one that the processor can run; returns otherwise.</summary>
    /// <param name="args">The arguments of the command.</param>
    public static void TakeOver(string[] args)
    {
        if (RuntimeFeature.IsDynamicCodeSupported || OperatingSystem.IsWindows() || Vector<double>.Count >= VectorOfAvx2 || !HasWideVectors()
            || Environment.ProcessPath is not string own || !File.Exists(own + Suffix))
        {
            return;
        }

        // Where that fails, this process goes on as it would without the twin.
        _ = Replace(own + Suffix, [own, .. args, null]);
    }

    /// <summary>Returns true if the processor has the instructions of x86-64-v3. A native binary without them takes every question about them for no.</summary>
    private static bool HasWideVectors()
    {
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < 7)
        {
            return false;
        }

        const int First = FusedMultiplyAdd | MoveBigEndian | SystemSavesRegisters | WideFloats | HalfFloats;
        const int Seventh = BitsFirst | WideIntegers | BitsSecond;
        return (X86Base.CpuId(1, 0).Ecx & First) == First
            && (X86Base.CpuId(7, 0).Ebx & Seventh) == Seventh
            && (X86Base.CpuId(ExtendedLeaf, 0).Ecx & LeadingZeros) == LeadingZeros
            && (!OperatingSystem.IsLinux() || SystemHasWideVectors());
    }

    private static bool SystemHasWideVectors()
    {
        try
        {
            return File.ReadLines(ProcessorFlags).FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal)) is string flags
                && flags.Split(' ').Contains("avx2");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Replace(string path, string?[] arguments);
}
