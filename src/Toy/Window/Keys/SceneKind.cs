namespace Unmask.Toy.Window.Keys;

/// <summary>The scenes, in the order of their tabs.</summary>
internal enum SceneKind
{
    Play,
    Crowd,
    Train,
    Race,
    Duel,
    Engine,
}
