namespace MyoclonusSignal.Fuzz;

/// <summary>One input of the fuzzer as a file, as EDF and BDF can be read from files only.</summary>
internal sealed class TemporaryInput : IDisposable
{
    public TemporaryInput(Stream input)
    {
        using FileStream file = File.Create(FullName);
        input.CopyTo(file);
    }

    public string FullName { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(FullName);
}
