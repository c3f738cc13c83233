using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Fuzz;

/// <summary>Annotations of any form.</summary>
internal static class AnnotationTarget
{
    public static void Read(Stream input)
    {
        using TemporaryInput file = new(input);
        try
        {
            AnnotationFile.Read(file.FullName);
        }
        catch (RecordingFormatException fault)
        {
            ArgumentException.ThrowIfNullOrEmpty(fault.Place);
        }
    }
}
